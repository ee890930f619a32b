package dev.sundial.local.lambda;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How asynchronous invocations of a function, a version or an alias are tried.
 *
 * @param maximumRetryAttempts 0 to 2 more tries after a function error, absent for 2
 * @param maximumEventAgeSeconds 60 to 21,600, absent for 21,600
 * @param onSuccess ARN told of a success, absent when nobody is
 * @param onFailure ARN told of an event that was given up, absent when nobody is
 * @param modified virtual time of its last change
 */
public record EventInvokeConfig(
    @Nullable Integer maximumRetryAttempts,
    @Nullable Integer maximumEventAgeSeconds,
    @Nullable String onSuccess,
    @Nullable String onFailure,
    Instant modified) {
  public static final int MOST_RETRIES = 2;
  public static final int YOUNGEST_LIMIT_SECONDS = 60;
  public static final int OLDEST_LIMIT_SECONDS = 21_600;

  static EventInvokeConfig defaults() {
    return new EventInvokeConfig(null, null, null, null, Instant.EPOCH);
  }

  int retries() {
    return maximumRetryAttempts == null ? MOST_RETRIES : maximumRetryAttempts;
  }

  int ageSeconds() {
    return maximumEventAgeSeconds == null ? OLDEST_LIMIT_SECONDS : maximumEventAgeSeconds;
  }
}
