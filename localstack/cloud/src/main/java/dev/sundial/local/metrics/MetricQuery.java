package dev.sundial.local.metrics;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is asked of a metric, or of several. */
public sealed interface MetricQuery {

  Duration period();

  /**
   * One metric.
   *
   * @param statistic {@code Average}, {@code Sum}, {@code Minimum}, {@code Maximum}, {@code
   *     SampleCount}, {@code p99.9} and their like
   * @param unit of the data that is asked for; empty for all of it
   */
  record Stat(MetricId metric, String statistic, Optional<String> unit, Duration period)
      implements MetricQuery {
    public Stat(MetricId metric, String statistic, Duration period) {
      this(metric, statistic, Optional.empty(), period);
    }
  }

  /**
   * Metric math.
   *
   * @param expression such as {@code 100 * errors / requests}
   * @param inputs what stands beside it, by id: what its names mean, and what {@code METRICS()} is.
   *     Those that are expressions name each other here too and have no inputs of their own
   */
  record Math(String expression, Map<String, MetricQuery> inputs, Duration period)
      implements MetricQuery {
    public Math {
      inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
      for (MetricQuery input : inputs.values()) {
        if (input instanceof Math math && !math.inputs.isEmpty()) {
          throw new IllegalArgumentException("inputs must have no inputs: " + math.expression);
        }
      }
    }
  }
}
