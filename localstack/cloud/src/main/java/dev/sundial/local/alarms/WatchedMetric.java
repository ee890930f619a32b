package dev.sundial.local.alarms;

import dev.sundial.local.metrics.MetricId;
import dev.sundial.local.metrics.MetricQuery;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One metric and what is made of each of its periods.
 *
 * @param statistic such as {@code Maximum} or {@code p99}
 * @param period seconds
 * @param unit as CloudWatch spells it, when the alarm names one
 */
public record WatchedMetric(
    String namespace,
    String name,
    List<Dimension> dimensions,
    String statistic,
    int period,
    Optional<String> unit) {

  public WatchedMetric {
    dimensions = List.copyOf(dimensions);
  }

  public MetricId id() {
    Map<String, String> named = new LinkedHashMap<>();
    dimensions.forEach(dimension -> named.put(dimension.name(), dimension.value()));
    return new MetricId(namespace, name, named);
  }

  MetricQuery.Stat query(Duration length) {
    return new MetricQuery.Stat(id(), statistic, unit, length);
  }
}
