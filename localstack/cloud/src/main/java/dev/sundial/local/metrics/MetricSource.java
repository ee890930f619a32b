package dev.sundial.local.metrics;

import java.time.Instant;
import java.util.List;

/** Answers what was measured. */
public interface MetricSource {

  /**
   * One value for each period that has data, oldest first. Periods begin at {@code from} and follow
   * each other without gap; the last may be cut off by {@code to}.
   *
   * @param query one metric and its statistic, or an expression over such
   * @param from inclusive, a whole minute for periods of a minute and more
   * @param to exclusive
   */
  List<Point> points(MetricQuery query, Instant from, Instant to);

  /** Whether anything ever measured this metric, or something deployed can. */
  boolean isKnown(MetricId metric);

  /** The value of one period. */
  record Point(Instant at, double value) {}
}
