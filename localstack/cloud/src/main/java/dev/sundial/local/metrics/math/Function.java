package dev.sundial.local.metrics.math;

import java.util.Set;

/** The functions of metric math, with how many arguments they take. */
enum Function {
  ABS(1, 1),
  AVG(1, 1),
  CEIL(1, 1),
  DATAPOINT_COUNT(1, 1),
  DATE(1, 1),
  DAY(1, 1),
  DIFF(1, 1),
  DIFF_TIME(1, 1),
  EPOCH(1, 1),
  FILL(2, 2),
  FIRST(1, 1),
  FLOOR(1, 1),
  HOUR(1, 1),
  IF(2, 3),
  LAST(1, 1),
  LOG(1, 1),
  LOG10(1, 1),
  MAX(1, 1),
  METRICS(0, 1),
  METRIC_COUNT(1, 1),
  MIN(1, 1),
  MINUTE(1, 1),
  MONTH(1, 1),
  PERIOD(1, 1),
  RATE(1, 1),
  REMOVE_EMPTY(1, 1),
  RUNNING_SUM(1, 1),
  SLICE(2, 3),
  SORT(3, 4),
  STDDEV(1, 1),
  SUM(1, 1),
  TIME_SERIES(1, 1),
  YEAR(1, 1);

  private static final Set<String> NOT_HERE =
      Set.of(
          "ANOMALY_DETECTION_BAND",
          "DB_PERF_INSIGHTS",
          "INSIGHT_RULE_METRIC",
          "LAMBDA",
          "SEARCH",
          "SERVICE_QUOTA");

  private final int least;
  private final int most;

  Function(int least, int most) {
    this.least = least;
    this.most = most;
  }

  int least() {
    return least;
  }

  int most() {
    return most;
  }

  /**
   * @throws MathException when there is none of that name, or none here
   */
  static Function named(String name) {
    if (NOT_HERE.contains(name)) {
      throw new MathException("The local cloud does not implement the function " + name);
    }
    for (Function function : values()) {
      if (function.name().equals(name)) {
        return function;
      }
    }
    throw new MathException("Unsupported function '" + name + "'");
  }
}
