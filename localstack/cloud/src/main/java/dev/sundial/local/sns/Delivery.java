package dev.sundial.local.sns;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to a subscriber.
 *
 * @param id unique; ids of a later message come later
 * @param raw whether it goes without its envelope
 * @param deadLetterQueue ARN of the queue it goes to when it was given up; null drops it
 * @param token by which the endpoint subscribes; null in a notification
 * @param farewell whether the subscription is the one that just ended
 * @param attempts that failed
 * @param due when the next attempt is
 */
record Delivery(
    String id,
    String subscriptionArn,
    Protocol protocol,
    String endpoint,
    boolean raw,
    @Nullable String deadLetterQueue,
    @Nullable String token,
    boolean farewell,
    Notification notification,
    int attempts,
    Instant due) {

  static Delivery of(String id, StoredSubscription to, Notification notification) {
    return new Delivery(
        id,
        to.arn(),
        to.protocol(),
        to.endpoint(),
        to.isRaw(),
        to.deadLetterQueue().orElse(null),
        null,
        false,
        notification,
        0,
        notification.published());
  }

  /** Asks for the token of a subscription that is not confirmed, or that ended. */
  static Delivery confirmation(String id, StoredSubscription to, Notification notification) {
    return new Delivery(
        id,
        to.arn(),
        to.protocol(),
        to.endpoint(),
        false,
        null,
        to.token(),
        to.ended(),
        notification,
        0,
        notification.published());
  }

  Delivery failed(Instant next) {
    return new Delivery(
        id,
        subscriptionArn,
        protocol,
        endpoint,
        raw,
        deadLetterQueue,
        token,
        farewell,
        notification,
        attempts + 1,
        next);
  }

  MessageType type() {
    if (token == null) {
      return MessageType.NOTIFICATION;
    }
    return farewell ? MessageType.UNSUBSCRIPTION : MessageType.SUBSCRIPTION;
  }

  String message() {
    return notification.messageFor(protocol);
  }
}
