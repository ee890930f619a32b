package dev.sundial.local.alarms;

import java.math.BigDecimal;
import java.util.function.DoubleSupplier;

/**
 * Whether there are too few samples for a percentile to mean anything: fewer than 10 / (1 −
 * percentile) from the median up, 10 / percentile below it, over the evaluated periods. Asked only
 * of alarms that then keep their state. The least and the greatest value, p0 and p100, mean
 * something of any sample: AWS's documentation has no bound for them.
 *
 * @param rare percent of all values that lie beyond the percentile, on its rarer side; 0 when
 *     nothing is asked
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html">Percentile-based
 *     alarms and low data samples</a>
 */
record LowSamples(BigDecimal rare) {
  static final String IGNORE = "ignore";
  static final String EVALUATE = "evaluate";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Ten samples beyond the percentile, times 100 percent. */
  private static final BigDecimal ENOUGH = BigDecimal.valueOf(10 * 100);

  static LowSamples of(Alarm.Metric alarm) {
    boolean ignores = alarm.lowSamples().filter(IGNORE::equals).isPresent();
    if (!ignores || !(alarm.watched() instanceof Watched.One(WatchedMetric metric))) {
      return new LowSamples(BigDecimal.ZERO);
    }
    return new LowSamples(rare(metric.statistic()));
  }

  private static BigDecimal rare(String statistic) {
    if (!statistic.matches("p[0-9.]+")) {
      return BigDecimal.ZERO;
    }
    BigDecimal percent = new BigDecimal(statistic.substring(1));
    return percent.min(HUNDRED.subtract(percent));
  }

  /**
   * @param samples of the evaluated periods together
   */
  boolean areTooFew(DoubleSupplier samples) {
    return rare.signum() > 0
        && BigDecimal.valueOf(samples.getAsDouble()).multiply(rare).compareTo(ENOUGH) < 0;
  }
}
