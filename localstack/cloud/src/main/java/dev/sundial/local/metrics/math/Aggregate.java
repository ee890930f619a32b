package dev.sundial.local.metrics.math;

import java.util.Arrays;

/** One value of many. */
enum Aggregate {
  AVG,
  MAX,
  MIN,
  STDDEV,
  SUM,
  DATAPOINT_COUNT;

  /** Of values, of which there are some; the standard deviation is the population's. */
  double of(double[] values) {
    double sum = Arrays.stream(values).sum();
    double mean = sum / values.length;
    return switch (this) {
      case AVG -> mean;
      case MAX -> Arrays.stream(values).reduce(Double.NEGATIVE_INFINITY, Math::max);
      case MIN -> Arrays.stream(values).reduce(Double.POSITIVE_INFINITY, Math::min);
      case STDDEV ->
          Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length);
      case SUM -> sum;
      case DATAPOINT_COUNT -> values.length;
    };
  }

  /** Of no values; not a number where there is none. */
  double ofNone() {
    return this == DATAPOINT_COUNT || this == SUM ? 0 : Double.NaN;
  }
}
