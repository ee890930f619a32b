package dev.sundial.aws;

import java.time.Duration;

/**
 * What one call to AWS may take.
 *
 * @param connect until a connection stands
 * @param attempt one attempt, from sending to the last byte
 * @param total all attempts and the waits between them
 * @param attempts how often at most, the first included
 */
public record CallLimits(Duration connect, Duration attempt, Duration total, int attempts) {

  public CallLimits {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, were " + attempts);
    }
  }

  /**
   * For work nobody waits for: 2 s to connect, 20 s an attempt, 8 attempts within 60 s; so a
   * training lives through seconds of throttling.
   */
  public static CallLimits patient() {
    return new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofSeconds(60), 8);
  }

  /**
   * For a call inside a request.
   *
   * @param total the budget; one attempt may use it all, a second is made if there is time
   */
  public static CallLimits within(Duration total) {
    return new CallLimits(total, total, total, 2);
  }
}
