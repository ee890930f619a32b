package dev.sundial.freshness;

import dev.sundial.metrics.Metric;
import dev.sundial.naming.ResourceNames;
import dev.sundial.registry.ModelVersion;
import dev.sundial.registry.RegistryReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One model's gauges, each read for itself: what cannot be read leaves the others whole. */
final class ModelLook {
  /** A run can wait 14 days in a failure queue and still count within the week after it. */
  static final Duration WINDOW = Duration.ofDays(21);

  /** A run every quarter of an hour for three weeks. */
  private static final int MOST_VERSIONS = 2_000;

  private final ResourceNames names;
  private final RegistryReader registry;
  private final StackAges stacks;
  private final Function<String, NewestData> data;
  private final QueueDepths queues;
  private final Clock clock;

  /**
   * @param data finds the newest below a prefix
   */
  ModelLook(
      ResourceNames names,
      RegistryReader registry,
      StackAges stacks,
      Function<String, NewestData> data,
      QueueDepths queues,
      Clock clock) {
    this.names = names;
    this.registry = registry;
    this.stacks = stacks;
    this.data = data;
    this.queues = queues;
    this.clock = clock;
  }

  /**
   * What a model's line says.
   *
   * @param gauges those that could be read
   * @param properties for people who read the line
   */
  record Seen(Map<Metric, Double> gauges, Map<String, Object> properties) {}

  Seen at(WatchedModel model, Troubles troubles) {
    Seen seen = new Seen(new EnumMap<>(Metric.class), new LinkedHashMap<>());
    Instant now = clock.instant();
    troubles.during(model.name() + ": versions", () -> versions(model, now, seen));
    troubles.during(model.name() + ": data", () -> data(model, now, seen));
    queue(
        names.trainingFailureQueue(model.name()), Metric.TRAINING_FAILURES_WAITING, seen, troubles);
    queue(
        names.scheduleFailureQueue(model.name()), Metric.SCHEDULE_FAILURES_WAITING, seen, troubles);
    return seen;
  }

  private void versions(WatchedModel model, Instant now, Seen seen) {
    List<ModelVersion> versions =
        registry.versionsSince(model.name(), now.minus(WINDOW), MOST_VERSIONS);
    if (versions.isEmpty()) {
      versions = registry.versions(model.name(), 1);
    }
    if (versions.isEmpty()) {
      Instant created = stacks.created(model.name());
      seen.gauges.putAll(VersionGauges.beforeTheFirst(model, created, now));
      return;
    }
    seen.gauges.putAll(VersionGauges.of(model, versions, now));
    seen.properties.put("newestVersion", versions.getFirst().id().value());
    seen.properties.put("committedAt", versions.getFirst().committedAt());
  }

  private void data(WatchedModel model, Instant now, Seen seen) {
    NewestData newest = data.apply(model.prefix());
    newest
        .stored()
        .ifPresent(
            stored -> seen.gauges.put(Metric.DATA_AGE_HOURS, VersionGauges.hours(stored, now)));
    seen.properties.put("dataObjects", newest.objects());
    if (newest.more()) {
      seen.properties.put("dataObjectsNotListed", true);
    }
  }

  private void queue(String queue, Metric metric, Seen seen, Troubles troubles) {
    troubles.during(queue, () -> seen.gauges.put(metric, (double) queues.of(queue)));
  }
}
