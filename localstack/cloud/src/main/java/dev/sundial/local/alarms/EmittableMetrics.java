package dev.sundial.local.alarms;

import dev.sundial.local.metrics.MetricId;
import dev.sundial.local.metrics.MetricSource;
import dev.sundial.metrics.Metric;
import dev.sundial.metrics.VendedMetric;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Which metrics something here can emit; an alarm or a widget on any other would watch nothing. */
public final class EmittableMetrics {
  private static final Set<String> OWN_DIMENSIONS = Set.of(Metric.STAGE, Metric.MODEL);

  private final MetricSource metrics;

  public EmittableMetrics(MetricSource metrics) {
    this.metrics = metrics;
  }

  /** Why nothing can emit it; empty when something can. */
  public Optional<String> problem(MetricId metric) {
    if (!metric.namespace().equals(Metric.NAMESPACE)) {
      return metrics.isKnown(metric)
          ? Optional.empty()
          : Optional.of("names a metric that nothing here emits: " + words(metric));
    }
    boolean named =
        Arrays.stream(Metric.values()).anyMatch(one -> one.metricName().equals(metric.name()));
    return named && metric.dimensions().keySet().equals(OWN_DIMENSIONS)
        ? Optional.empty()
        : Optional.of("names a metric that no function emits: " + words(metric));
  }

  /**
   * Why data of a unit cannot be had of it: our own metrics and the services' have one unit each.
   * Which ones others send is not known before they do.
   */
  public Optional<String> unitProblem(MetricId metric, String unit) {
    Optional<String> known =
        metric.namespace().equals(Metric.NAMESPACE)
            ? Arrays.stream(Metric.values())
                .filter(one -> one.metricName().equals(metric.name()))
                .findFirst()
                .map(one -> one.unit().cloudWatchName())
            : Arrays.stream(VendedMetric.values())
                .filter(one -> one.namespace().equals(metric.namespace()))
                .filter(one -> one.metricName().equals(metric.name()))
                .findFirst()
                .map(one -> one.unit().cloudWatchName());
    return known
        .filter(one -> !one.equals(unit))
        .map(one -> "asks for data in " + unit + ", but it is in " + one + ": " + words(metric));
  }

  private static String words(MetricId metric) {
    return metric.namespace() + " " + metric.name() + " " + metric.dimensions().keySet();
  }
}
