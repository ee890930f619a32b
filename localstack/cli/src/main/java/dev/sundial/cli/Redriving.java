package dev.sundial.cli;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.StackOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends back what ended in the failure queues: to the function again, then out of the queue. */
record Redriving(DeployedStage stage) {

  /** Returns what was sent back. */
  List<FailedEvent> redrive(Predicate<FailedEvent> which) {
    try (SqsClient sqs = stage.client(SqsClient.builder());
        LambdaClient lambda = stage.client(LambdaClient.builder())) {
      FailureQueues queues = new FailureQueues(stage, sqs);
      List<FailedEvent> events = queues.hold();
      List<FailedEvent> chosen = events.stream().filter(which).toList();
      List<FailedEvent> rest = new ArrayList<>(events);
      rest.removeAll(chosen);
      queues.release(rest);
      for (FailedEvent event : chosen) {
        lambda.invoke(
            r ->
                r.functionName(function(event))
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String(event.redriven())));
        queues.delete(event);
      }
      return chosen;
    }
  }

  private String function(FailedEvent event) {
    return switch (event.kind()) {
      case DELIVERY, TRAINING ->
          stage.output(new ModelName(event.of()), StackOutput.TRAINING_FUNCTION);
      case NOTICE -> stage.output(StackOutput.SLACK_FUNCTION);
    };
  }
}
