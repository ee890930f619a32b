package dev.sundial.slack;

import dev.sundial.alarms.WebhookAddress;
import java.time.Duration;
import java.util.Optional;

/** Brings a message to Slack, or throws: then Lambda tries again, and at last keeps it. */
final class Delivery {
  /** A wait that Slack asks for is waited here when it is no longer. */
  static final Duration SHORT = Duration.ofSeconds(2);

  private static final int MOST_WAITS = 2;

  /**
   * With all of them as slow as can be, both waits and two looks at the secret, the function's 60
   * seconds are not over.
   */
  private static final int MOST_REQUESTS = 4;

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  /** Sleeps. */
  interface Pause {
    void wait(Duration time) throws InterruptedException;
  }

  private final WebhookSecret secret;
  private final Webhook webhook;
  private final Silence silence;
  private final Pause pause;

  Delivery(WebhookSecret secret, Webhook webhook, Silence silence, Pause pause) {
    this.secret = secret;
    this.webhook = webhook;
    this.silence = silence;
    this.pause = pause;
  }

  /**
   * @throws DeliveryException when Slack did not take it
   */
  void send(SlackMessage message) {
    WebhookAddress address = secret.address();
    String json = message.toJson();
    boolean plain = false;
    boolean readAgain = false;
    int waits = 0;
    Webhook.Reply reply = post(address, json);
    for (int requests = 1; !reply.isTaken() && requests < MOST_REQUESTS; requests++) {
      Optional<Duration> wait = shortWait(reply);
      if (wait.isPresent() && waits < MOST_WAITS) {
        waits++;
        pause(wait.get());
      } else if (isGone(reply.status()) && !readAgain) {
        readAgain = true;
        WebhookAddress now = secret.readAgain();
        if (now.equals(address)) {
          break;
        }
        address = now;
      } else if (isRefusedAsItIs(reply.status()) && !plain) {
        plain = true;
        json = message.toPlainJson();
      } else {
        break;
      }
      reply = post(address, json);
    }
    if (!reply.isTaken()) {
      throw new DeliveryException(said(reply));
    }
  }

  private Webhook.Reply post(WebhookAddress address, String json) {
    silence.keep(address);
    Webhook.Reply reply = webhook.post(address, json);
    if (reply.status() == TOO_MANY_REQUESTS || reply.status() == UNAVAILABLE) {
      reply.retryAfter().ifPresent(s -> silence.asked(address, Duration.ofSeconds(s)));
    }
    return reply;
  }

  private void pause(Duration time) {
    try {
      pause.wait(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeliveryException("interrupted while Slack asked to wait");
    }
  }

  private static Optional<Duration> shortWait(Webhook.Reply reply) {
    return reply.status() == TOO_MANY_REQUESTS
        ? reply.retryAfter().map(Duration::ofSeconds).filter(time -> time.compareTo(SHORT) <= 0)
        : Optional.empty();
  }

  private static String said(Webhook.Reply reply) {
    String word = reply.body().word();
    if (reply.status() == 200) {
      return "Slack answered 200, but not ok: " + (word.isEmpty() ? "nothing" : word);
    }
    return "Slack answered " + reply.status() + (word.isEmpty() ? "" : " " + word);
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
