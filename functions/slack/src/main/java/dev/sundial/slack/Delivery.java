package dev.sundial.slack;

import dev.sundial.alarms.WebhookAddress;
import java.time.Duration;

/** Brings a message to Slack, or throws: then Lambda tries again, and at last keeps it. */
final class Delivery {
  /** A wait that Slack asks for is waited here when it is no longer. */
  static final Duration SHORT = Duration.ofSeconds(2);

  private static final int MOST_WAITS = 2;

  /** Sleeps. */
  interface Pause {
    void wait(Duration time) throws InterruptedException;
  }

  private final WebhookSecret secret;
  private final Webhook webhook;
  private final Pause pause;

  Delivery(WebhookSecret secret, Webhook webhook, Pause pause) {
    this.secret = secret;
    this.webhook = webhook;
    this.pause = pause;
  }

  /**
   * @throws DeliveryException when Slack did not take it
   */
  void send(SlackMessage message) {
    WebhookAddress address = secret.address();
    Webhook.Reply reply = patiently(address, message.toJson());
    if (isGone(reply.status())) {
      WebhookAddress now = secret.readAgain();
      if (!now.equals(address)) {
        address = now;
        reply = patiently(address, message.toJson());
      }
    }
    if (isRefusedAsItIs(reply.status())) {
      reply = patiently(address, message.toPlainJson());
    }
    if (reply.status() != 200) {
      throw new DeliveryException(
          "Slack answered " + reply.status() + (reply.word().isEmpty() ? "" : " " + reply.word()));
    }
  }

  /** Posts, and waits as long as Slack asks for, if that is short. */
  private Webhook.Reply patiently(WebhookAddress address, String json) {
    Webhook.Reply reply = webhook.post(address, json);
    for (int waits = 0; waits < MOST_WAITS && isToWait(reply); waits++) {
      try {
        pause.wait(Duration.ofSeconds(reply.retryAfter().orElse(0L)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DeliveryException("interrupted while Slack asked to wait");
      }
      reply = webhook.post(address, json);
    }
    return reply;
  }

  private static boolean isToWait(Webhook.Reply reply) {
    return reply.status() == 429
        && reply.retryAfter().filter(seconds -> seconds <= SHORT.toSeconds()).isPresent();
  }

  /** The webhook was revoked, or is another by now. */
  private static boolean isGone(int status) {
    return status == 403 || status == 404 || status == 410;
  }

  /** {@code invalid_blocks}, {@code invalid_payload}, too large: no retry makes it better. */
  private static boolean isRefusedAsItIs(int status) {
    return status == 400 || status == 413;
  }
}
