package dev.sundial.local.sns;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to a subscriber.
 *
 * @param id unique; ids of a later message come later
 * @param raw whether it goes without its envelope
 * @param deadLetterQueue ARN of the queue it goes to when it was given up; null drops it
 * @param token in a request to confirm the subscription; null in a notification
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
        notification,
        0,
        notification.published());
  }

  static Delivery confirmation(String id, StoredSubscription to, Notification notification) {
    return new Delivery(
        id,
        to.arn(),
        to.protocol(),
        to.endpoint(),
        false,
        null,
        to.token(),
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
        notification,
        attempts + 1,
        next);
  }

  String message() {
    return notification.messageFor(protocol);
  }
}
