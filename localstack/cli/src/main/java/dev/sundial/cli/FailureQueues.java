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

/** The failure queues of models and of Slack, looked into without taking anything out. */
final class FailureQueues {
  /** While it looks, nobody else sees the messages. */
  private static final int LOOK_SECONDS = 30;

  private final DeployedStage stage;
  private final SqsClient sqs;

  FailureQueues(DeployedStage stage, SqsClient sqs) {
    this.stage = stage;
    this.sqs = sqs;
  }

  /** One of them. */
  private record Source(String of, FailedEvent.Kind kind, String url) {}

  /** What lies in all queues now, and is held until {@link #release}. */
  List<FailedEvent> hold() {
    List<FailedEvent> events = hold(stage.models());
    events.addAll(hold(ofSlack()));
    return events;
  }

  /** What lies in the queues of these models now, and is held until {@link #release}. */
  List<FailedEvent> hold(List<ModelName> models) {
    List<FailedEvent> events = new ArrayList<>();
    models.forEach(model -> of(model).forEach(source -> events.addAll(hold(source))));
    return events;
  }

  private List<Source> of(ModelName model) {
    Map<String, String> outputs = stage.model(model);
    return List.of(
        new Source(
            model.value(), FailedEvent.Kind.DELIVERY, url(outputs, StackOutput.SCHEDULE_FAILURES)),
        new Source(
            model.value(), FailedEvent.Kind.TRAINING, url(outputs, StackOutput.TRAINING_FAILURES)));
  }

  private Source ofSlack() {
    return new Source(
        FailedEvent.SLACK, FailedEvent.Kind.NOTICE, stage.output(StackOutput.SLACK_FAILURES));
  }

  /**
   * How many messages of all queues are hidden because somebody else is receiving them.
   *
   * @param ours how many we hold ourselves
   */
  int heldByOthers(int ours) {
    int hidden = hidden(ofSlack().url());
    for (ModelName model : stage.models()) {
      for (Source source : of(model)) {
        hidden += hidden(source.url());
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

  private List<FailedEvent> hold(Source source) {
    Map<String, FailedEvent> found = new LinkedHashMap<>();
    boolean news = true;
    while (news) {
      List<Message> messages =
          sqs.receiveMessage(
                  r ->
                      r.queueUrl(source.url())
                          .maxNumberOfMessages(10)
                          .visibilityTimeout(LOOK_SECONDS)
                          .messageAttributeNames("All")
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      news = messages.stream().anyMatch(message -> !found.containsKey(message.messageId()));
      messages.forEach(
          m ->
              found.put(
                  m.messageId(), new FailedEvent(source.of(), source.kind(), source.url(), m)));
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
