package dev.sundial.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.lifecycle.LifecycleEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A consumer of the lifecycle events: a rule on the stage's bus, and a queue. */
final class Listener implements AutoCloseable {
  private static final String NAME = "end-to-end-listener";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Clients clients;
  private final String bus;
  private final String url;
  private final List<JsonNode> heard = new ArrayList<>();

  private Listener(Clients clients, String bus, String url) {
    this.clients = clients;
    this.bus = bus;
    this.url = url;
  }

  static Listener on(Clients clients, String bus) {
    String url =
        clients
            .sqs
            .createQueue(
                r ->
                    r.queueName(NAME)
                        .attributes(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600")))
            .queueUrl();
    String arn =
        clients
            .sqs
            .getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    clients.sqs.setQueueAttributes(
        r ->
            r.queueUrl(url)
                .attributes(
                    Map.of(QueueAttributeName.POLICY, mayBeSentTo(Objects.requireNonNull(arn)))));
    clients.events.putRule(
        r ->
            r.name(NAME)
                .eventBusName(bus)
                .eventPattern("{\"source\":[\"" + LifecycleEvent.SOURCE + "\"]}"));
    clients.events.putTargets(
        r -> r.rule(NAME).eventBusName(bus).targets(Target.builder().id("queue").arn(arn).build()));
    return new Listener(clients, bus, url);
  }

  /** A rule has no role: the queue itself must let EventBridge in. */
  private static String mayBeSentTo(String queue) {
    return """
        {"Version": "2012-10-17", "Statement": [{
          "Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
          "Action": "sqs:SendMessage", "Resource": "%s"}]}"""
        .formatted(queue);
  }

  /**
   * The details of every event of a model so far, in the order of arrival, copies included; waits a
   * while for those whose detail has these values in a field.
   */
  synchronized List<JsonNode> heard(String model, String field, Collection<String> values) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      listen();
      List<JsonNode> found =
          heard.stream()
              .map(event -> event.get("detail"))
              .filter(detail -> detail.get("model").asText().equals(model))
              .toList();
      if (found.stream().map(detail -> detail.path(field).asText()).toList().containsAll(values)
          || System.nanoTime() - end > 0) {
        return found;
      }
    }
  }

  private void listen() {
    while (true) {
      List<Message> messages =
          clients
              .sqs
              .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(0))
              .messages();
      if (messages.isEmpty()) {
        return;
      }
      for (Message message : messages) {
        heard.add(Cloud.parse(message.body()));
        clients.sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    }
  }

  /** Leaves nothing behind in a cloud that goes on. */
  @Override
  public void close() {
    clients.events.removeTargets(r -> r.rule(NAME).eventBusName(bus).ids("queue"));
    clients.events.deleteRule(r -> r.name(NAME).eventBusName(bus));
    clients.sqs.deleteQueue(r -> r.queueUrl(url));
  }
}
