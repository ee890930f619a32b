package dev.sundial.freshness;

import dev.sundial.metrics.Metric;
import dev.sundial.metrics.VersionMetric;
import dev.sundial.registry.ModelVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What a model's versions say about it now. */
final class VersionGauges {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final double HOUR = Duration.ofHours(1).toMillis();

  private VersionGauges() {}

  /**
   * Ages and qualities.
   *
   * @param versions newest first, at least one; those of the last week among them
   */
  static Map<Metric, Double> of(WatchedModel model, List<ModelVersion> versions, Instant now) {
    ModelVersion newest = versions.getFirst();
    Instant lastCommit =
        versions.stream()
            .map(ModelVersion::committedAt)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    Map<Metric, Double> gauges = ages(model, newest.committedAt(), lastCommit, now);
    switch (model.task()) {
      case CLASSIFICATION -> {
        put(gauges, Metric.TRAINING_ACCURACY, newest, VersionMetric.TRAINING_ACCURACY);
        put(gauges, Metric.TEST_ACCURACY, newest, VersionMetric.ACCURACY);
        week(gauges, Metric.WEEK_ACCURACY, versions, VersionMetric.ACCURACY, now);
      }
      case REGRESSION -> {
        put(gauges, Metric.TRAINING_RMSE, newest, VersionMetric.TRAINING_RMSE);
        put(gauges, Metric.TEST_RMSE, newest, VersionMetric.RMSE);
        put(gauges, Metric.TEST_R2, newest, VersionMetric.R2);
        week(gauges, Metric.WEEK_R2, versions, VersionMetric.R2, now);
      }
    }
    return gauges;
  }

  /**
   * Ages of a model without a version: as if one had been made when its grace ended.
   *
   * @param created when the model's stack was
   */
  static Map<Metric, Double> beforeTheFirst(WatchedModel model, Instant created, Instant now) {
    Instant due = created.plus(model.grace());
    return ages(model, due, due, now);
  }

  /**
   * Ages of a model that is not deployed: as if a version had been made just now. Nothing is
   * expected of it, and when its alarms come they find a number.
   */
  static Map<Metric, Double> withoutStack(WatchedModel model, Instant now) {
    return ages(model, now, now, now);
  }

  private static Map<Metric, Double> ages(
      WatchedModel model, Instant newest, Instant lastCommit, Instant now) {
    Map<Metric, Double> ages = new EnumMap<>(Metric.class);
    ages.put(Metric.MODEL_AGE_HOURS, Math.max(0, hours(newest, now)));
    ages.put(Metric.OVERDUE_HOURS, hours(lastCommit.plus(model.expectEvery()), now));
    return ages;
  }

  /** Whole milliseconds, as hours. */
  static double hours(Instant since, Instant now) {
    return Duration.between(since, now).toMillis() / HOUR;
  }

  private static void put(
      Map<Metric, Double> gauges, Metric gauge, ModelVersion version, String name) {
    Double value = version.metrics().get(name);
    if (value != null) {
      gauges.put(gauge, value);
    }
  }

  private static void week(
      Map<Metric, Double> gauges,
      Metric gauge,
      List<ModelVersion> versions,
      String name,
      Instant now) {
    Instant begin = now.minus(WEEK);
    List<ModelVersion> young =
        versions.stream().filter(version -> !version.committedAt().isBefore(begin)).toList();
    OptionalDouble mean =
        (young.isEmpty() ? versions.subList(0, 1) : young)
            .stream()
                .map(ModelVersion::metrics)
                .filter(metrics -> metrics.containsKey(name))
                .mapToDouble(metrics -> metrics.getOrDefault(name, 0.0))
                .average();
    mean.ifPresent(value -> gauges.put(gauge, value));
  }
}
