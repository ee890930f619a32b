package dev.sundial.local.sqs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a message stands with its receivers; kept apart from the message, so that a receive does not
 * write the body again.
 *
 * @param sent when the message was sent
 * @param visibleAt when it can be received
 * @param receives how often it was received
 * @param firstReceived when that was first
 */
record Visibility(Instant sent, Instant visibleAt, int receives, @Nullable Instant firstReceived) {

  Visibility received(Instant now, Instant until) {
    return new Visibility(sent, until, receives + 1, firstReceived == null ? now : firstReceived);
  }

  Visibility until(Instant instant) {
    return new Visibility(sent, instant, receives, firstReceived);
  }
}
