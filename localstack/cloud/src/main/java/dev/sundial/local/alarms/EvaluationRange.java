package dev.sundial.local.alarms;

import dev.sundial.local.metrics.MetricQuery;
import dev.sundial.local.metrics.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The periods that one evaluation looks at, oldest first. CloudWatch retrieves more of them than
 * are evaluated, in case some have no data: five where three are, as its documentation tells, and
 * two more than needed here for any number.
 */
final class EvaluationRange {
  /** Periods looked at beyond those that are evaluated. */
  static final int FURTHER = 2;

  private final Instant from;
  private final Duration period;
  private final double[] values;

  /** A period; NaN when nothing was measured in it. */
  record Period(Instant at, double value) {
    boolean isMissing() {
      return Double.isNaN(value);
    }
  }

  /**
   * @param from begin of the oldest period
   * @param values one for each period; NaN where nothing was measured
   */
  EvaluationRange(Instant from, Duration period, double... values) {
    this.from = from;
    this.period = period;
    this.values = values.clone();
  }

  /**
   * Asks for the periods that end at an instant.
   *
   * @param periods evaluated; more are retrieved
   */
  static EvaluationRange ending(Instant end, int periods, MetricQuery query, MetricSource source) {
    Duration period = query.period();
    int length = periods + FURTHER;
    Instant from = end.minus(period.multipliedBy(length));
    double[] values = new double[length];
    Arrays.fill(values, Double.NaN);
    for (MetricSource.Point point : source.points(query, from, end)) {
      long index =
          (point.at().getEpochSecond() - from.getEpochSecond()) / Math.max(1, period.toSeconds());
      if (index >= 0 && index < length) {
        values[(int) index] = point.value();
      }
    }
    return new EvaluationRange(from, period, values);
  }

  int length() {
    return values.length;
  }

  double value(int index) {
    return values[index];
  }

  boolean isMissing(int index) {
    return Double.isNaN(values[index]);
  }

  int present() {
    int present = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        present++;
      }
    }
    return present;
  }

  /** Begin of the newest {@code periods} periods. */
  Instant startOfLast(int periods) {
    return from.plus(period.multipliedBy(values.length - periods));
  }

  Instant end() {
    return from.plus(period.multipliedBy(values.length));
  }

  /**
   * What an evaluation of so many periods uses, newest first: the newest that have data, and as few
   * without as are needed to fill up.
   */
  List<Period> evaluated(int periods) {
    int gaps = Math.max(0, periods - present());
    List<Period> used = new ArrayList<>();
    for (int i = values.length - 1; i >= 0 && used.size() < periods; i--) {
      if (!isMissing(i) || gaps-- > 0) {
        used.add(new Period(from.plus(period.multipliedBy(i)), values[i]));
      }
    }
    return used;
  }
}
