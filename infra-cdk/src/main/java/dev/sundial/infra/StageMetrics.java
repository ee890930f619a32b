package dev.sundial.infra;

import dev.sundial.metrics.Metric;
import dev.sundial.metrics.VendedMetric;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;

/**
 * The metrics of a stage as the CDK knows them. Alarms and widgets take them from here, so both
 * mean the same one.
 */
record StageMetrics(ResourceNames names) {
  /** The period of what happens, as opposed to what the probe tells. */
  static final Duration EVENTS = Duration.minutes(5);

  /**
   * One of ours.
   *
   * @param statistic as CloudWatch spells it
   */
  software.amazon.awscdk.services.cloudwatch.Metric of(
      ModelName model, Metric metric, String statistic, Duration period, String label) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    dimensions.put(Metric.STAGE, names.stage().value());
    dimensions.put(Metric.MODEL, model.value());
    return metric(Metric.NAMESPACE, metric.metricName(), dimensions, statistic, period, label);
  }

  /**
   * Predictions a minute, whatever the period: CloudWatch keeps minutes for 15 days only.
   *
   * @param id of the series, letters and digits, unique in its chart
   */
  IMetric predictionsAMinute(ModelName model, String id, String label) {
    return MathExpression.Builder.create()
        .expression(id + " / PERIOD(" + id + ") * 60")
        .usingMetrics(Map.of(id, of(model, Metric.PREDICTION_FAILURES, "SampleCount", EVENTS, "")))
        .period(EVENTS)
        .label(label)
        .build();
  }

  /** One of the training function of a model. */
  software.amazon.awscdk.services.cloudwatch.Metric ofTraining(
      ModelName model, VendedMetric metric, String statistic, Duration period, String label) {
    return vended(metric, List.of(names.trainingFunction(model)), statistic, period, label);
  }

  /**
   * One of the stage's only API, of a function or of a queue of it.
   *
   * @param of the values of its dimensions
   */
  software.amazon.awscdk.services.cloudwatch.Metric vended(
      VendedMetric metric, List<String> of, String statistic, Duration period, String label) {
    if (of.size() != metric.dimensions().size()) {
      throw new IllegalArgumentException(metric + " has the dimensions " + metric.dimensions());
    }
    Map<String, String> dimensions = new LinkedHashMap<>();
    for (int i = 0; i < of.size(); i++) {
      dimensions.put(metric.dimensions().get(i), of.get(i));
    }
    return metric(metric.namespace(), metric.metricName(), dimensions, statistic, period, label);
  }

  /** One of the stage's API. */
  software.amazon.awscdk.services.cloudwatch.Metric ofApi(
      VendedMetric metric, String statistic, Duration period, String label) {
    return vended(metric, List.of(names.api(), names.stage().value()), statistic, period, label);
  }

  private static software.amazon.awscdk.services.cloudwatch.Metric metric(
      String namespace,
      String name,
      Map<String, String> dimensions,
      String statistic,
      Duration period,
      String label) {
    var metric =
        software.amazon.awscdk.services.cloudwatch.Metric.Builder.create()
            .namespace(namespace)
            .metricName(name)
            .dimensionsMap(dimensions)
            .statistic(statistic)
            .period(period);
    if (!label.isEmpty()) {
      metric.label(label);
    }
    return metric.build();
  }
}
