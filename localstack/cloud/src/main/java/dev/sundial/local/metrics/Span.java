package dev.sundial.local.metrics;

import java.time.Duration;
import java.time.Instant;

/**
 * The whole periods that a request is about. AWS rounds the start down: to the minute, to five
 * minutes when it lies more than 15 days back, to the hour beyond 63 days.
 *
 * @param start inclusive
 * @param end exclusive
 */
record Span(Instant start, Instant end, Duration period) {

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
    if (period.toSeconds() % unit != 0) {
      throw MetricErrors.invalidValue(
          "The parameter Period must be a multiple of " + unit + " for this StartTime.");
    }
    long from = Math.floorDiv(start.getEpochSecond(), (long) unit) * unit;
    return new Span(Instant.ofEpochSecond(from), end, period);
  }

  /** Periods, the last of which may be cut off. */
  long count() {
    return Math.ceilDiv(Duration.between(start, end).toMillis(), period.toMillis());
  }
}
