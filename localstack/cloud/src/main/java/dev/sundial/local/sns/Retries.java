package dev.sundial.local.sns;

import dev.sundial.local.endpoint.AwsError;
import java.time.Duration;
import java.util.Optional;

/**
 * When SNS tries again: its own policies, without the jitter that AWS adds, so that a run can be
 * repeated exactly.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Message
 *     delivery retries</a>
 */
final class Retries {
  private static final int AT_ONCE = 3;
  private static final int PRE_BACKOFF = AT_ONCE + 2;
  private static final int BACKOFF = PRE_BACKOFF + 10;
  private static final int ALL = BACKOFF + 100_000;
  private static final double LONGEST_SECONDS = 20;

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int HTTP_RETRIES = 3;
  private static final Duration HTTP_PAUSE = Duration.ofSeconds(20);

  private Retries() {}

  /**
   * Whether trying again could help. It could not after what SNS calls a client-side error: what
   * was sent does not fit, the endpoint is gone or does not let it in.
   */
  static boolean couldHelp(AwsError error) {
    return error.status() >= 500
        || error.status() == TOO_MANY_REQUESTS
        || error.code().contains("Throttl");
  }

  /**
   * The pause before a retry; empty when there is no such retry.
   *
   * @param retry from 1
   */
  static Optional<Duration> pauseBefore(Protocol protocol, int retry) {
    return switch (protocol) {
      case LAMBDA, SQS -> managed(retry);
      case HTTP, HTTPS -> retry <= HTTP_RETRIES ? Optional.of(HTTP_PAUSE) : Optional.empty();
      case EMAIL, EMAIL_JSON -> Optional.empty();
    };
  }

  /** 3 at once, 2 a second apart, 10 with pauses that grow to 20 seconds, 100,000 with that. */
  private static Optional<Duration> managed(int retry) {
    if (retry <= AT_ONCE) {
      return Optional.of(Duration.ZERO);
    }
    if (retry <= PRE_BACKOFF) {
      return Optional.of(Duration.ofSeconds(1));
    }
    if (retry <= BACKOFF) {
      double grown = Math.pow(LONGEST_SECONDS, (retry - PRE_BACKOFF - 1) / 9.0);
      return Optional.of(Duration.ofMillis(Math.round(grown * 1000)));
    }
    return retry <= ALL ? Optional.of(Duration.ofSeconds(20)) : Optional.empty();
  }
}
