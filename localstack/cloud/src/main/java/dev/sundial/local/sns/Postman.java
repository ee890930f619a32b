package dev.sundial.local.sns;

import dev.sundial.local.delivery.Functions;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.inbox.MailInbox;
import dev.sundial.local.sqs.MessageAttribute;
import dev.sundial.local.sqs.Queues;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.time.Activity;
import dev.sundial.local.time.Timeline;
import dev.sundial.local.wire.Trees;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings messages to subscribers, again and again as SNS does, then to the subscription's
 * dead-letter queue. A delivery is on the shelf from {@link #send} until it arrived or was given
 * up, so a kill delivers twice rather than never.
 */
final class Postman {
  private static final Logger LOG = System.getLogger(Postman.class.getName());
  private static final String ITEM = "notification";
  private static final int MOST_ATTRIBUTES = 10;

  private final StateStore store;
  private final Shelf<Delivery> shelf;
  private final Timeline timeline;
  private final Functions functions;
  private final Queues queues;
  private final MailInbox mail;
  private final Clearance clearance;
  private final Envelope envelope;
  private final HttpSubscribers http;

  Postman(
      StateStore store,
      Timeline timeline,
      Functions functions,
      Queues queues,
      MailInbox mail,
      Clearance clearance,
      URI address) {
    this.store = store;
    this.shelf = store.shelf("sns.deliveries", Delivery.class);
    this.timeline = timeline;
    this.functions = functions;
    this.queues = queues;
    this.mail = mail;
    this.clearance = clearance;
    this.envelope = new Envelope(address);
    this.http = new HttpSubscribers(envelope);
  }

  /** Takes up what was on its way when the local cloud ended. */
  void start() {
    shelf.values().forEach(this::arm);
  }

  /** Takes deliveries over: when this returns, a kill can no longer lose them. */
  void send(List<Delivery> deliveries) {
    deliveries.forEach(delivery -> shelf.put(delivery.id(), delivery));
    store.commit();
    deliveries.forEach(this::go);
  }

  private void arm(Delivery delivery) {
    timeline.at(delivery.due(), ITEM, delivery.subscriptionArn(), () -> go(delivery));
  }

  private void go(Delivery delivery) {
    Activity.Ticket ticket = timeline.activity().begin();
    Thread.ofVirtual()
        .name("notification to " + delivery.endpoint())
        .start(
            () -> {
              try (ticket) {
                attempt(delivery);
              }
            });
  }

  private void attempt(Delivery delivery) {
    try {
      deliver(delivery);
    } catch (AwsError e) {
      failed(delivery, e);
      return;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a delivery to " + delivery.subscriptionArn() + " broke off", e);
      failed(delivery, new AwsError(500, "InternalFailure", e.toString()));
      return;
    }
    shelf.removeDurably(delivery.id());
  }

  private void failed(Delivery delivery, AwsError error) {
    Optional<Duration> pause =
        Retries.couldHelp(error)
            ? Retries.pauseBefore(delivery.protocol(), delivery.attempts() + 1)
            : Optional.empty();
    if (pause.isPresent()) {
      Delivery later = delivery.failed(next(delivery.due(), pause.get()));
      shelf.putDurably(later.id(), later);
      arm(later);
    } else {
      giveUp(delivery, error);
    }
  }

  /** Counted from when the attempt was due, so that times on the virtual clock are round. */
  private Instant next(Instant due, Duration pause) {
    Instant now = timeline.clock().instant();
    Instant next = due.plus(pause);
    return next.isBefore(now) ? now.plus(pause) : next;
  }

  private void deliver(Delivery delivery) {
    String topic = delivery.notification().topicArn();
    switch (delivery.protocol()) {
      case LAMBDA -> {
        clearance.check(topic, "lambda:InvokeFunction", delivery.endpoint());
        functions.invokeAsync(
            delivery.endpoint(),
            Trees.bytes(envelope.event(delivery)),
            "sns " + topic.substring(topic.lastIndexOf(':') + 1));
      }
      case SQS -> {
        clearance.check(topic, "sqs:SendMessage", delivery.endpoint());
        enqueue(delivery.endpoint(), delivery, Map.of());
      }
      case HTTP, HTTPS -> http.post(delivery);
      case EMAIL, EMAIL_JSON -> mail.receive(Mails.of(delivery, envelope));
    }
  }

  private void enqueue(String queueArn, Delivery delivery, Map<String, MessageAttribute> more) {
    Map<String, MessageAttribute> attributes = new TreeMap<>(more);
    String body;
    if (delivery.raw()) {
      body = delivery.message();
      Map<String, NotificationAttribute> own = delivery.notification().attributes();
      if (own.size() > MOST_ATTRIBUTES) {
        throw SnsErrors.invalid("a queue takes at most 10 attributes with a raw message");
      }
      own.forEach((name, attribute) -> attributes.put(name, attribute.inQueue()));
    } else {
      body = new String(Trees.bytes(envelope.notification(delivery)), StandardCharsets.UTF_8);
    }
    queues.send(Queues.nameOf(queueArn), body, attributes);
  }

  private void giveUp(Delivery delivery, AwsError error) {
    LOG.log(
        Level.WARNING,
        "{0} gave up on {1} after {2} attempts: {3}",
        delivery.notification().topicArn(),
        delivery.endpoint(),
        delivery.attempts() + 1,
        error.text());
    String queue = delivery.deadLetterQueue();
    if (queue != null) {
      try {
        clearance.check(delivery.notification().topicArn(), "sqs:SendMessage", queue);
        enqueue(queue, delivery, Map.of());
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "a dead letter did not reach " + queue, e);
      }
    }
    shelf.removeDurably(delivery.id());
  }
}
