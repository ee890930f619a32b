package dev.sundial.local.lambda;

import dev.sundial.local.lambda.environment.InvocationResult;
import dev.sundial.local.metrics.MetricId;
import dev.sundial.local.metrics.MetricSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What Lambda tells CloudWatch of its functions: of each alone, of each as it was called (by
 * version or alias), and of all together.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Types
 *     of metrics for Lambda functions</a>
 */
final class FunctionMetrics {
  private static final String NAMESPACE = "AWS/Lambda";
  private static final String FUNCTION = "FunctionName";
  private static final String RESOURCE = "Resource";
  private static final String COUNT = "Count";
  private static final String MILLISECONDS = "Milliseconds";
  private static final double NANOS_PER_MILLI = 1e6;

  private final MetricSink sink;

  FunctionMetrics(MetricSink sink) {
    this.sink = sink;
  }

  /**
   * A function ran. Every run tells of errors and throttles too, though there were none.
   *
   * @param at when it was called
   */
  void ran(FunctionRef ref, Instant at, InvocationResult result) {
    boolean failed = result.outcome() instanceof InvocationResult.Outcome.Failed;
    put(ref, "Invocations", COUNT, at, 1);
    put(ref, "Errors", COUNT, at, failed ? 1 : 0);
    put(ref, "Throttles", COUNT, at, 0);
    put(ref, "Duration", MILLISECONDS, at, millis(result.duration()));
  }

  /** A function was not run, for lack of concurrency. */
  void throttled(FunctionRef ref, Instant at) {
    put(ref, "Throttles", COUNT, at, 1);
  }

  /** So many invocations of a function are at work. */
  void concurrent(FunctionRef ref, Instant at, int running) {
    put(ref, "ConcurrentExecutions", COUNT, at, running);
  }

  /** An event was queued. */
  void received(FunctionRef ref, Instant at) {
    put(ref, "AsyncEventsReceived", COUNT, at, 1);
  }

  /** An event's attempt begins. */
  void age(FunctionRef ref, Instant at, Duration age) {
    put(ref, "AsyncEventAge", MILLISECONDS, at, millis(age));
  }

  /** An event was given up without a run that ended well. */
  void dropped(FunctionRef ref, Instant at) {
    put(ref, "AsyncEventsDropped", COUNT, at, 1);
  }

  /** The record of an event did not reach its destination. */
  void destinationFailed(FunctionRef ref, Instant at) {
    put(ref, "DestinationDeliveryFailures", COUNT, at, 1);
  }

  /** An event did not reach the dead-letter queue. */
  void deadLetterFailed(FunctionRef ref, Instant at) {
    put(ref, "DeadLetterErrors", COUNT, at, 1);
  }

  private void put(FunctionRef ref, String name, String unit, Instant at, double value) {
    String resource = ref.qualifier().isEmpty() ? ref.name() : ref.name() + ":" + ref.qualifier();
    for (Map<String, String> dimensions :
        List.of(
            Map.<String, String>of(),
            Map.of(FUNCTION, ref.name()),
            Map.of(FUNCTION, ref.name(), RESOURCE, resource))) {
      sink.put(new MetricId(NAMESPACE, name, dimensions), unit, at, value);
    }
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / NANOS_PER_MILLI;
  }
}
