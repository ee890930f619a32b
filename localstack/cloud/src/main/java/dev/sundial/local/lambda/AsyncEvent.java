package dev.sundial.local.lambda;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event in the queue of asynchronous invocations.
 *
 * @param key its place in the queue
 * @param requestId the same for every attempt
 * @param function its name
 * @param qualifier as the caller named it; empty for none
 * @param source who asked
 * @param payload JSON
 * @param queued virtual time at which it came
 * @param due virtual time of the next attempt
 * @param runs how often the function ran and failed
 * @param throttles how often in a row it could not be run
 * @param last how it failed last; absent when it did not run yet
 */
public record AsyncEvent(
    String key,
    String requestId,
    String function,
    String qualifier,
    String source,
    String payload,
    Instant queued,
    Instant due,
    int runs,
    int throttles,
    @Nullable LastFailure last) {

  /** A failed run: the version that ran, its error's type and the payload it gave. */
  public record LastFailure(String version, String errorType, String payload) {}

  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
  private static final Duration SECOND_RETRY = Duration.ofMinutes(2);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

  FunctionRef ref() {
    return new FunctionRef(function, qualifier);
  }

  /** After a function error: again in one minute, then in two. */
  AsyncEvent failed(Instant now, LastFailure failure) {
    Instant next = now.plus(runs == 0 ? FIRST_RETRY : SECOND_RETRY);
    return with(next, runs + 1, 0, failure);
  }

  /** After a throttle or an error of the service: again in 1 s, 2 s, 4 s … at most 5 minutes. */
  AsyncEvent notRun(Instant now) {
    Duration backoff = Duration.ofSeconds(1L << Math.min(throttles, 20));
    Duration bounded = backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff;
    return with(now.plus(bounded), runs, throttles + 1, last);
  }

  /** When it is too old to be tried. */
  Instant expires(EventInvokeConfig config) {
    return queued.plusSeconds(config.ageSeconds());
  }

  private AsyncEvent with(
      Instant next, int newRuns, int newThrottles, @Nullable LastFailure failure) {
    return new AsyncEvent(
        key,
        requestId,
        function,
        qualifier,
        source,
        payload,
        queued,
        next,
        newRuns,
        newThrottles,
        failure);
  }
}
