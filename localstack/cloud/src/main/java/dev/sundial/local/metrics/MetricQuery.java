package dev.sundial.local.metrics;

import java.time.Duration;
import java.util.Map;

/** What is asked of a metric, or of several. */
public sealed interface MetricQuery {

  Duration period();

  /**
   * One metric.
   *
   * @param statistic {@code Average}, {@code Sum}, {@code Minimum}, {@code Maximum}, {@code
   *     SampleCount}, {@code p99.9} and their like
   */
  record Stat(MetricId metric, String statistic, Duration period) implements MetricQuery {}

  /**
   * Metric math.
   *
   * @param expression such as {@code 100 * errors / requests}
   * @param inputs what the names in it mean
   */
  record Math(String expression, Map<String, MetricQuery> inputs, Duration period)
      implements MetricQuery {
    public Math {
      inputs = Map.copyOf(inputs);
    }
  }
}
