package dev.sundial.cli;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.StackOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The two failure queues of each model, looked into without taking anything out. */
final class FailureQueues {
  /** While it looks, nobody else sees the messages. */
  private static final int LOOK_SECONDS = 30;

  private final DeployedStage stage;
  private final SqsClient sqs;

  FailureQueues(DeployedStage stage, SqsClient sqs) {
    this.stage = stage;
    this.sqs = sqs;
  }

  /** What lies in the queues of these models now, and is held until {@link #release}. */
  List<FailedEvent> hold(List<ModelName> models) {
    List<FailedEvent> events = new ArrayList<>();
    for (ModelName model : models) {
      Map<String, String> outputs = stage.model(model);
      events.addAll(
          hold(model, FailedEvent.Kind.DELIVERY, url(outputs, StackOutput.SCHEDULE_FAILURES)));
      events.addAll(
          hold(model, FailedEvent.Kind.TRAINING, url(outputs, StackOutput.TRAINING_FAILURES)));
    }
    return events;
  }

  /**
   * How many messages are hidden because somebody else is receiving them.
   *
   * @param ours how many we hold ourselves
   */
  int heldByOthers(List<ModelName> models, int ours) {
    int hidden = 0;
    for (ModelName model : models) {
      Map<String, String> outputs = stage.model(model);
      for (String queue : List.of(StackOutput.SCHEDULE_FAILURES, StackOutput.TRAINING_FAILURES)) {
        hidden += hidden(url(outputs, queue));
      }
    }
    return Math.max(0, hidden - ours);
  }

  private int hidden(String url) {
    QueueAttributeName name = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
    String number =
        sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(name)).attributes().get(name);
    return number == null ? 0 : Integer.parseInt(number);
  }

  /** Makes events visible again. */
  void release(List<FailedEvent> events) {
    events.forEach(
        event ->
            sqs.changeMessageVisibility(
                r ->
                    r.queueUrl(event.queueUrl())
                        .receiptHandle(event.message().receiptHandle())
                        .visibilityTimeout(0)));
  }

  void delete(FailedEvent event) {
    sqs.deleteMessage(
        r -> r.queueUrl(event.queueUrl()).receiptHandle(event.message().receiptHandle()));
  }

  private List<FailedEvent> hold(ModelName model, FailedEvent.Kind kind, String url) {
    Map<String, FailedEvent> found = new LinkedHashMap<>();
    boolean news = true;
    while (news) {
      List<Message> messages =
          sqs.receiveMessage(
                  r ->
                      r.queueUrl(url)
                          .maxNumberOfMessages(10)
                          .visibilityTimeout(LOOK_SECONDS)
                          .messageAttributeNames("All")
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      news = messages.stream().anyMatch(message -> !found.containsKey(message.messageId()));
      messages.forEach(m -> found.put(m.messageId(), new FailedEvent(model, kind, url, m)));
    }
    return new ArrayList<>(found.values());
  }

  private static String url(Map<String, String> outputs, String name) {
    String url = outputs.get(name);
    if (url == null) {
      throw new VerbFailed("the model's stack has no output " + name);
    }
    return url;
  }
}
