package dev.sundial.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.stack.StoredResource;
import java.util.Optional;

/**
 * A queue that something deployed names as the place for what it gave up on.
 *
 * @param queue its name
 * @param kind which layer gives up
 * @param owner the schedule, function or queue it works for
 */
record FailureQueue(String queue, Kind kind, String owner) {

  /** The layers that give up. */
  enum Kind {
    /** The scheduler could not deliver: the body is the input, the reason is in the attributes. */
    DELIVERY("could not be delivered for the schedule"),
    /** Lambda gave up: the body is the envelope of an asynchronous invocation. */
    INVOCATION("ended without success in the function"),
    /** Received too often from another queue. */
    RECEIVE("came too often out of the queue");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** The failure queue a deployed resource names, if it does. */
  static Optional<FailureQueue> of(StoredResource resource) {
    JsonNode properties = resource.resolvedProperties();
    return switch (resource.type()) {
      case "AWS::Scheduler::Schedule" ->
          queue(
              properties.at("/Target/DeadLetterConfig/Arn"),
              Kind.DELIVERY,
              properties.path("Name").asText(resource.logicalId()));
      case "AWS::Lambda::EventInvokeConfig" ->
          queue(
              properties.at("/DestinationConfig/OnFailure/Destination"),
              Kind.INVOCATION,
              properties.path("FunctionName").asText());
      case "AWS::Lambda::Function" ->
          queue(
              properties.at("/DeadLetterConfig/TargetArn"),
              Kind.INVOCATION,
              properties.path("FunctionName").asText(resource.logicalId()));
      case "AWS::SQS::Queue" ->
          queue(
              properties.at("/RedrivePolicy/deadLetterTargetArn"),
              Kind.RECEIVE,
              properties.path("QueueName").asText(resource.logicalId()));
      default -> Optional.empty();
    };
  }

  private static Optional<FailureQueue> queue(JsonNode arn, Kind kind, String owner) {
    String text = arn.asText();
    return text.startsWith("arn:aws:sqs:")
        ? Optional.of(new FailureQueue(text.substring(text.lastIndexOf(':') + 1), kind, owner))
        : Optional.empty();
  }
}
