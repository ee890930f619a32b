package dev.sundial.local.metrics;

import dev.sundial.local.metrics.math.Grid;
import java.time.Duration;
import java.time.Instant;

/**
 * The whole periods that a request is about. AWS rounds the start down: to the minute, to five
 * minutes when it lies more than 15 days back, to the hour beyond 63 days. Periods that are finer
 * than what is still kept of their time have no data; that is no error.
 *
 * @param start inclusive, in epoch seconds
 * @param end exclusive, in epoch seconds
 * @param period in seconds
 */
record Span(long start, long end, int period) {

  /**
   * @param now virtual time, which tells how finely data is still kept
   */
  static Span of(Instant start, Instant end, Duration period, Instant now) {
    if (!start.isBefore(end)) {
      throw MetricErrors.invalidValue(
          "The parameter StartTime must be less than the parameter EndTime.");
    }
    int unit = Resolution.MINUTE.seconds();
    if (start.isBefore(now.minus(Resolution.FIVE_MINUTES.kept()))) {
      unit = Resolution.HOUR.seconds();
    } else if (start.isBefore(now.minus(Resolution.MINUTE.kept()))) {
      unit = Resolution.FIVE_MINUTES.seconds();
    }
    long from = Math.floorDiv(start.getEpochSecond(), (long) unit) * unit;
    return new Span(from, ceiling(end), Math.toIntExact(period.toSeconds()));
  }

  private static long ceiling(Instant at) {
    return at.getNano() == 0 ? at.getEpochSecond() : at.getEpochSecond() + 1;
  }

  Grid grid() {
    return new Grid(start, end, period);
  }

  /** Periods, the last of which may be cut off. */
  long count() {
    return Math.ceilDiv(end - start, period);
  }
}
