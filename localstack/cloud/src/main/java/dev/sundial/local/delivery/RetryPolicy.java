package dev.sundial.local.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a delivery is tried.
 *
 * @param maximumRetries after the first attempt, 0–185
 * @param maximumAgeSeconds of the event, 60–86400; older ones are not tried again
 */
public record RetryPolicy(int maximumRetries, int maximumAgeSeconds) {
  public static final int MOST_RETRIES = 185;
  public static final int LEAST_AGE_SECONDS = 60;
  public static final int MOST_AGE_SECONDS = 86_400;

  /**
   * AWS says "exponential backoff" and 185 attempts in 24 hours. Pauses of 1, 2, 4 and then 8
   * minutes are just that; they have no jitter, so that a run can be repeated exactly.
   */
  private static final int LONGEST_PAUSE_DOUBLINGS = 3;

  public RetryPolicy {
    if (maximumRetries < 0 || maximumRetries > MOST_RETRIES) {
      throw new IllegalArgumentException(
          "MaximumRetryAttempts must be from 0 to 185, was " + maximumRetries);
    }
    if (maximumAgeSeconds < LEAST_AGE_SECONDS || maximumAgeSeconds > MOST_AGE_SECONDS) {
      throw new IllegalArgumentException(
          "MaximumEventAgeInSeconds must be from 60 to 86400, was " + maximumAgeSeconds);
    }
  }

  /** What AWS does when nothing is said: 185 retries within 24 hours. */
  public static RetryPolicy defaults() {
    return new RetryPolicy(MOST_RETRIES, MOST_AGE_SECONDS);
  }

  public Duration maximumAge() {
    return Duration.ofSeconds(maximumAgeSeconds);
  }

  /** When an event of that time is too old. */
  Instant expires(Instant born) {
    return born.plus(maximumAge());
  }

  /** The pause after the attempt of that number, from 1. */
  static Duration pauseAfter(int attempt) {
    return Duration.ofMinutes(1L << Math.min(attempt - 1, LONGEST_PAUSE_DOUBLINGS));
  }
}
