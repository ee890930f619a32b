package dev.sundial.local;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.lambda.Destinations;
import dev.sundial.local.lambda.Lambda;
import dev.sundial.local.scheduler.ScheduleTargets;
import dev.sundial.local.sqs.MessageAttribute;
import dev.sundial.local.sqs.Queues;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where services hand events to each other: schedules to functions and queues, functions to queues.
 *
 * @param lambda looked up when needed, since Lambda hands over through this too
 */
record Handovers(Queues queues, Supplier<Lambda> lambda) implements Destinations, ScheduleTargets {

  @Override
  public void deliver(String targetArn, String input) {
    if (targetArn.contains(":lambda:")) {
      lambda.get().invokeAsync(targetArn, input.getBytes(StandardCharsets.UTF_8), "scheduler");
    } else {
      send(targetArn, input, Map.of());
    }
  }

  @Override
  public void deadLetter(String queueArn, String input, Map<String, String> attributes) {
    Map<String, MessageAttribute> all = new LinkedHashMap<>();
    attributes.forEach((name, value) -> all.put(name, MessageAttribute.text(value)));
    send(queueArn, input, all);
  }

  @Override
  public void invocationRecord(String arn, String functionArn, boolean succeeded, String json) {
    send(arn, json, Map.of());
  }

  @Override
  public void deadLetter(
      String arn, String payload, String requestId, int errorCode, String errorMessage) {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    attributes.put("RequestID", MessageAttribute.text(requestId));
    attributes.put("ErrorCode", new MessageAttribute("Number", String.valueOf(errorCode), null));
    attributes.put("ErrorMessage", MessageAttribute.text(errorMessage));
    send(arn, payload, attributes);
  }

  private void send(String arn, String body, Map<String, MessageAttribute> attributes) {
    if (!arn.contains(":sqs:")) {
      throw new AwsError(400, "UnsupportedDestination", "The local cloud cannot send to " + arn);
    }
    String queue = Queues.nameOf(arn);
    if (!queues.exists(queue)) {
      throw new AwsError(
          400, "AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist.");
    }
    queues.send(queue, body, attributes);
  }
}
