package dev.sundial.cli;

import dev.sundial.metrics.Metric;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StageName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/**
 * The newest value of each of a model's gauges within the last hours; absent where the probe told
 * none.
 *
 * @param told when the newest of them was told
 */
record ModelGauges(Map<Metric, Double> values, Optional<Instant> told) {
  /** The slowest probe tells every hour. */
  private static final Duration LOOK_BACK = Duration.ofHours(3);

  /** CloudWatch takes no more queries at once. */
  private static final int MOST_QUERIES = 500;

  private static final int MINUTE = 60;

  ModelGauges {
    Map<Metric, Double> copy = new EnumMap<>(Metric.class);
    copy.putAll(values);
    values = copy;
  }

  private record Asked(ModelName model, Metric metric) {}

  private record Told(double value, Instant at) {}

  static Map<ModelName, ModelGauges> read(
      CloudWatchClient cloudWatch, StageName stage, List<ModelName> models, Instant now) {
    List<Asked> all =
        models.stream()
            .flatMap(
                model ->
                    Stream.of(Metric.values())
                        .filter(Metric::isGauge)
                        .map(metric -> new Asked(model, metric)))
            .toList();
    Map<Asked, Told> found = new LinkedHashMap<>();
    for (int from = 0; from < all.size(); from += MOST_QUERIES) {
      List<Asked> some = all.subList(from, Math.min(all.size(), from + MOST_QUERIES));
      found.putAll(newest(cloudWatch, stage, some, now));
    }
    Map<ModelName, ModelGauges> gauges = new LinkedHashMap<>();
    models.forEach(model -> gauges.put(model, of(model, found)));
    return gauges;
  }

  private static ModelGauges of(ModelName model, Map<Asked, Told> found) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    Optional<Instant> told = Optional.empty();
    for (Map.Entry<Asked, Told> entry : found.entrySet()) {
      if (entry.getKey().model().equals(model)) {
        values.put(entry.getKey().metric(), entry.getValue().value());
        Instant at = entry.getValue().at();
        told = told.filter(newest -> newest.isAfter(at)).or(() -> Optional.of(at));
      }
    }
    return new ModelGauges(values, told);
  }

  private static Map<Asked, Told> newest(
      CloudWatchClient cloudWatch, StageName stage, List<Asked> asked, Instant now) {
    List<MetricDataQuery> queries = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      queries.add(query("q" + i, stage, asked.get(i)));
    }
    Map<Asked, Told> newest = new LinkedHashMap<>();
    cloudWatch
        .getMetricDataPaginator(
            r ->
                r.metricDataQueries(queries)
                    .startTime(now.minus(LOOK_BACK))
                    .endTime(now.plusSeconds(MINUTE))
                    .scanBy(ScanBy.TIMESTAMP_DESCENDING))
        .metricDataResults()
        .forEach(result -> first(result, asked, newest));
    return newest;
  }

  private static void first(MetricDataResult result, List<Asked> asked, Map<Asked, Told> newest) {
    if (result.hasValues() && !result.values().isEmpty()) {
      Asked which = asked.get(Integer.parseInt(result.id().substring(1)));
      newest.putIfAbsent(
          which, new Told(result.values().getFirst(), result.timestamps().getFirst()));
    }
  }

  private static MetricDataQuery query(String id, StageName stage, Asked asked) {
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(
            stat ->
                stat.period(MINUTE)
                    .stat("Maximum")
                    .metric(
                        m ->
                            m.namespace(Metric.NAMESPACE)
                                .metricName(asked.metric().metricName())
                                .dimensions(
                                    dimension(Metric.STAGE, stage.value()),
                                    dimension(Metric.MODEL, asked.model().value()))))
        .build();
  }

  private static Dimension dimension(String name, String value) {
    return Dimension.builder().name(name).value(value).build();
  }

  String age() {
    return hours(Metric.MODEL_AGE_HOURS);
  }

  /** How long overdue; {@code no} while it is not. */
  String overdue() {
    return value(Metric.OVERDUE_HOURS)
        .map(hours -> hours > 0 ? text(hours, 1) + " h" : "no")
        .orElse("-");
  }

  /** Accuracy of a classification, R² of a regression. */
  String quality() {
    return either(Metric.TEST_ACCURACY, Metric.TEST_R2);
  }

  /** The same, the mean of seven days. */
  String week() {
    return either(Metric.WEEK_ACCURACY, Metric.WEEK_R2);
  }

  String dataAge() {
    return hours(Metric.DATA_AGE_HOURS);
  }

  /** By the metrics' names. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    values.forEach((metric, value) -> json.put(metric.metricName(), value));
    told.ifPresent(at -> json.put("toldAt", at));
    return json;
  }

  /** How long ago the probe told this. */
  String told(Instant now) {
    return told.map(at -> Math.max(0, Duration.between(at, now).toMinutes()) + " min ago")
        .orElse("never");
  }

  private String either(Metric one, Metric other) {
    return value(one).or(() -> value(other)).map(number -> text(number, 4)).orElse("-");
  }

  private String hours(Metric metric) {
    return value(metric).map(hours -> text(hours, 1) + " h").orElse("-");
  }

  private Optional<Double> value(Metric metric) {
    return Optional.ofNullable(values.get(metric));
  }

  private static String text(double number, int decimals) {
    return FieldLines.number(BigDecimal.valueOf(number), decimals);
  }
}
