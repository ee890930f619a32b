package dev.sundial.slack;

import dev.sundial.alarms.WebhookAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when Slack asked not to be asked, as far as this environment knows. Lambda's retries come
 * after one minute and two more: a wait of up to a minute is over by then, a longer one has to be
 * remembered, or the retries would fall into it.
 */
final class Silence {
  /** What Lambda's first retry waits anyway. */
  static final Duration WAITED_ANYWAY = Duration.ofMinutes(1);

  /** Whoever asks for more is asked again after this time. */
  static final Duration LONGEST = Duration.ofHours(1);

  private final Clock clock;
  private @Nullable WebhookAddress by;
  private Instant since = Instant.MIN;
  private Instant until = Instant.MIN;

  Silence(Clock clock) {
    this.clock = clock;
  }

  /** Remembers that it was asked for. */
  void asked(WebhookAddress address, Duration time) {
    if (time.compareTo(WAITED_ANYWAY) > 0) {
      by = address;
      since = clock.instant();
      until = since.plus(time.compareTo(LONGEST) < 0 ? time : LONGEST);
    }
  }

  /**
   * @throws DeliveryException while it lasts; another address did not ask for it, and a clock that
   *     was put back says nothing
   */
  void keep(WebhookAddress address) {
    Instant now = clock.instant();
    if (by != null && by.equals(address) && !now.isBefore(since) && now.isBefore(until)) {
      throw new DeliveryException("Slack asked not to be asked before " + until);
    }
  }
}
