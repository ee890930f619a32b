package dev.sundial.freshness;

import dev.sundial.freshness.ModelStacks.ModelStack;
import dev.sundial.metrics.Metric;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import dev.sundial.registry.ModelVersion;
import dev.sundial.registry.RegistryReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One model's gauges, each read for itself: what cannot be read leaves the others whole. */
final class ModelLook {
  /** A run can wait 14 days in a failure queue and still count within the week after it. */
  static final Duration WINDOW = Duration.ofDays(21);

  /** A run every quarter of an hour for three weeks. */
  private static final int MOST_VERSIONS = 2_000;

  private final ResourceNames names;
  private final RegistryReader registry;
  private final ModelStacks stacks;
  private final DataLook data;
  private final QueueDepths queues;
  private final Clock clock;

  /** Finds the newest data below a prefix, in the time that is left. */
  interface DataLook {
    NewestData below(String prefix, BooleanSupplier timeLeft);
  }

  ModelLook(
      ResourceNames names,
      RegistryReader registry,
      ModelStacks stacks,
      DataLook data,
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

  /** All but the age of the data, which can take long to find. */
  Seen at(WatchedModel model, Troubles troubles) {
    Seen seen = new Seen(new EnumMap<>(Metric.class), new LinkedHashMap<>());
    ModelName name = model.name();
    Instant now = clock.instant();
    Optional<List<ModelVersion>> versions =
        troubles.value(name + ": versions", () -> versions(name, now));
    versions.filter(list -> !list.isEmpty()).ifPresent(list -> tell(model, list, now, seen));
    List<String> missing = queues(name, seen, troubles);
    boolean none = versions.filter(List::isEmpty).isPresent();
    if (none || !missing.isEmpty()) {
      troubles
          .value(
              name + ": stack",
              () -> missing.isEmpty() ? stacks.remembered(name) : stacks.now(name))
          .ifPresent(stack -> tell(model, stack, none, now, seen, missing, troubles));
    }
    return seen;
  }

  /** Adds the age of the data. */
  void data(WatchedModel model, Seen seen, BooleanSupplier timeLeft) {
    NewestData newest = data.below(model.prefix(), timeLeft);
    newest
        .stored()
        .ifPresent(
            stored ->
                seen.gauges.put(
                    Metric.DATA_AGE_HOURS, VersionGauges.hours(stored, clock.instant())));
    seen.properties.put("dataObjects", newest.objects());
    if (newest.more()) {
      seen.properties.put("dataObjectsNotListed", true);
    }
  }

  private List<ModelVersion> versions(ModelName model, Instant now) {
    List<ModelVersion> versions = registry.versionsSince(model, now.minus(WINDOW), MOST_VERSIONS);
    return versions.isEmpty() ? registry.versions(model, 1) : versions;
  }

  private static void tell(
      WatchedModel model, List<ModelVersion> versions, Instant now, Seen seen) {
    seen.gauges.putAll(VersionGauges.of(model, versions, now));
    seen.properties.put("newestVersion", versions.getFirst().id().value());
    seen.properties.put("committedAt", versions.getFirst().committedAt());
  }

  /** A model that is not deployed is no trouble; one that lacks a part is. */
  private static void tell(
      WatchedModel model,
      ModelStack stack,
      boolean none,
      Instant now,
      Seen seen,
      List<String> missing,
      Troubles troubles) {
    switch (stack) {
      case ModelStack.Absent absent -> {
        seen.gauges.putAll(VersionGauges.withoutStack(model, now));
        seen.properties.put("stack", "absent");
      }
      case ModelStack.Present(Instant created, boolean settled) -> {
        if (none) {
          seen.gauges.putAll(VersionGauges.beforeTheFirst(model, created, now));
        }
        if (settled) {
          missing.forEach(
              queue -> troubles.note(queue, "there is no such queue, but the model's stack"));
        }
      }
    }
  }

  /** The queues that do not exist. */
  private List<String> queues(ModelName model, Seen seen, Troubles troubles) {
    Map<String, Metric> watched = new LinkedHashMap<>();
    watched.put(names.trainingFailureQueue(model), Metric.TRAINING_FAILURES_WAITING);
    watched.put(names.scheduleFailureQueue(model), Metric.SCHEDULE_FAILURES_WAITING);
    List<String> missing = new ArrayList<>();
    watched.forEach(
        (queue, metric) ->
            troubles
                .value(queue, () -> queues.of(queue))
                .ifPresent(
                    depth -> {
                      if (depth.isPresent()) {
                        seen.gauges.put(metric, (double) depth.getAsLong());
                      } else {
                        missing.add(queue);
                      }
                    }));
    return missing;
  }
}
