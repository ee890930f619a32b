package dev.sundial.slack;

import dev.sundial.alarms.WebhookAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The webhook's address, read from its secret again when it is older than a minute. */
final class WebhookSecret {
  static final Duration FRESH = Duration.ofSeconds(60);

  private final Supplier<String> reading;
  private final Set<String> hosts;
  private final Clock clock;
  private @Nullable WebhookAddress known;
  private Instant read = Instant.MIN;

  /**
   * @param reading reads the secret's text; what it throws must not hold it
   * @param hosts that a webhook may have
   */
  WebhookSecret(Supplier<String> reading, Set<String> hosts, Clock clock) {
    this.reading = reading;
    this.hosts = hosts;
    this.clock = clock;
  }

  /**
   * @throws DeliveryException when there is none that may be used
   */
  WebhookAddress address() {
    Instant now = clock.instant();
    WebhookAddress last = known;
    if (last != null && !now.isBefore(read) && now.isBefore(read.plus(FRESH))) {
      return last;
    }
    return readAgain();
  }

  /**
   * Reads it now: what is known was refused.
   *
   * @throws DeliveryException when there is none that may be used
   */
  WebhookAddress readAgain() {
    known = null;
    WebhookAddress address = address(reading.get());
    read = clock.instant();
    known = address;
    return address;
  }

  /** What is thrown here has no cause, as all that is: none must ever hold the text. */
  private WebhookAddress address(String text) {
    try {
      return WebhookAddress.of(text, hosts);
    } catch (WebhookAddress.RefusedException e) {
      throw new DeliveryException(
          e.isAnAddress()
              ? "the webhook's address is not allowed: it "
                  + e.getMessage()
                  + "; set it with `sundial slack set`"
              : "no webhook is set: `sundial slack set` sets it");
    }
  }
}
