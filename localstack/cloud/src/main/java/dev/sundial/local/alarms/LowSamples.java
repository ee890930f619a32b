package dev.sundial.local.alarms;

import java.util.function.DoubleSupplier;

/**
 * Whether there are too few samples for a percentile to mean anything: fewer than 10 / (1 −
 * percentile) above the median, 10 / percentile below it, over the evaluated periods. Asked only of
 * alarms that then keep their state.
 *
 * @param needed samples; 0 when the alarm does not ask
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html">Percentile-based
 *     alarms and low data samples</a>
 */
record LowSamples(double needed) {
  static final String IGNORE = "ignore";
  static final String EVALUATE = "evaluate";
  private static final double SAMPLES = 10;

  static LowSamples of(Alarm.Metric alarm) {
    boolean ignores = alarm.lowSamples().filter(IGNORE::equals).isPresent();
    if (!ignores || !(alarm.watched() instanceof Watched.One(WatchedMetric metric))) {
      return new LowSamples(0);
    }
    return new LowSamples(needed(metric.statistic()));
  }

  private static double needed(String statistic) {
    if (!statistic.matches("p[0-9.]+")) {
      return 0;
    }
    double percentile = Double.parseDouble(statistic.substring(1)) / 100;
    return percentile >= 0.5 ? SAMPLES / (1 - percentile) : SAMPLES / percentile;
  }

  /**
   * @param samples of the evaluated periods together
   */
  boolean areTooFew(DoubleSupplier samples) {
    return needed > 0 && samples.getAsDouble() < needed;
  }
}
