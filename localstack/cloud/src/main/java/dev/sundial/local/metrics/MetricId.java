package dev.sundial.local.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What makes a metric one metric.
 *
 * @param dimensions name to value, in the order of the names; another set is another metric
 */
public record MetricId(String namespace, String name, Map<String, String> dimensions) {

  public MetricId {
    dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
  }
}
