package dev.sundial.metrics;

import dev.sundial.json.JsonWriter;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StageName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measurements of one model at one moment, as a line of CloudWatch's embedded metric format:
 * printed on a function's standard output, CloudWatch makes data points of it.
 *
 * @param at when they were taken
 * @param values finite, in the metric's unit
 * @param properties what a person reading the line wants besides: kinds, reasons, versions; no
 *     dimensions
 */
public record MetricLine(
    Instant at,
    StageName stage,
    ModelName model,
    Map<Metric, Double> values,
    Map<String, ?> properties) {

  public MetricLine {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("values must not be empty");
    }
    values = new LinkedHashMap<>(values);
    properties = new LinkedHashMap<>(properties);
  }

  /** One line, without its end. */
  public String toJson() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("_aws", directive());
    line.put(Metric.STAGE, stage.value());
    line.put(Metric.MODEL, model.value());
    values.forEach((metric, value) -> line.put(metric.metricName(), value));
    properties.forEach(
        (name, value) -> {
          if (line.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("property " + name + " is the name of a metric");
          }
        });
    return JsonWriter.write(line);
  }

  private Map<String, Object> directive() {
    List<Map<String, Object>> metrics =
        values.keySet().stream()
            .map(metric -> fields("Name", metric.metricName(), "Unit", unit(metric)))
            .toList();
    Map<String, Object> definition = fields("Namespace", Metric.NAMESPACE, "Dimensions", names());
    definition.put("Metrics", metrics);
    return fields("Timestamp", at.toEpochMilli(), "CloudWatchMetrics", List.of(definition));
  }

  private static List<List<String>> names() {
    return List.of(List.of(Metric.STAGE, Metric.MODEL));
  }

  private static String unit(Metric metric) {
    return metric.unit().cloudWatchName();
  }

  private static Map<String, Object> fields(String a, Object first, String b, Object second) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(a, first);
    fields.put(b, second);
    return fields;
  }
}
