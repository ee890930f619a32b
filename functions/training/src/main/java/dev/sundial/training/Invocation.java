package dev.sundial.training;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;

/**
 * One invocation of the function.
 *
 * @param requestId Lambda's id, the same when it retries
 * @param remaining until the function is killed
 */
record Invocation(String requestId, Duration remaining) {
  /** The end of the time-out that is kept for reporting a run that would overrun. */
  static final Duration KEPT = Duration.ofSeconds(60);

  static Invocation of(Context context) {
    return new Invocation(
        context.getAwsRequestId(), Duration.ofMillis(context.getRemainingTimeInMillis()));
  }

  /** How long the work may take. */
  Duration budget() {
    Duration budget = remaining.minus(KEPT);
    return budget.isNegative() ? Duration.ZERO : budget;
  }
}
