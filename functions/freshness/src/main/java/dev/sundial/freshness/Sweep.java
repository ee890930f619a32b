package dev.sundial.freshness;

import dev.sundial.freshness.AttemptObjects.Kept;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.ModelVersion;
import dev.sundial.registry.RegistryReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;

/**
 * Removes the objects of attempts that came to nothing: killed, fenced off, or rejected after they
 * wrote. A version's row is written in the transaction that commits its run, and names the keys of
 * the attempt that did; so whatever is older than {@link #OLD}, and named by no row, is nobody's.
 * An attempt has 15 minutes and 30 s of lease to commit, far less than that. Two sweeps at once
 * remove the same twice, which does no harm.
 */
final class Sweep {
  /** What an attempt wrote less long ago is left alone. */
  static final Duration OLD = Duration.ofDays(7);

  /** Object versions removed in one invocation, and a little more: an attempt goes whole. */
  static final int MOST_REMOVED = 10_000;

  /** Many times what a page of objects can be of. */
  private static final int MOST_ROWS = 10_000;

  private final List<ModelName> models;
  private final RegistryReader registry;
  private final AttemptObjects objects;
  private final Clock clock;
  private final ProbeLog log;

  Sweep(
      List<ModelName> models,
      RegistryReader registry,
      AttemptObjects objects,
      Clock clock,
      ProbeLog log) {
    this.models = List.copyOf(models);
    this.registry = registry;
    this.objects = objects;
    this.clock = clock;
    this.log = log;
  }

  /** What one invocation came upon and did. */
  static final class Counts {
    private int attempts;
    private int removedAttempts;
    private int removedObjects;
    private int foreignObjects;
    private boolean unfinished;

    /** As its answer says it. */
    Map<String, ?> toFields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("attempts", attempts);
      fields.put("removedAttempts", removedAttempts);
      fields.put("removedObjects", removedObjects);
      fields.put("foreignObjects", foreignObjects);
      fields.put("unfinished", unfinished);
      return fields;
    }
  }

  /**
   * @param timeLeft false when it must end
   * @throws IncompleteException naming what could not be removed, after all the rest was
   */
  Counts run(BooleanSupplier timeLeft) {
    Troubles troubles = new Troubles(log, () -> true);
    Counts counts = new Counts();
    for (ModelName model : ordered()) {
      troubles.during("sweeping " + model, () -> sweep(model, counts, timeLeft, troubles));
    }
    log.info("swept", counts.toFields());
    troubles.throwIfAny();
    return counts;
  }

  /** Beginning at another one each day: time may not suffice for those at the end. */
  private List<ModelName> ordered() {
    List<ModelName> ordered = new ArrayList<>(models);
    long day = Math.floorDiv(clock.instant().getEpochSecond(), Duration.ofDays(1).toSeconds());
    Collections.rotate(ordered, ordered.isEmpty() ? 0 : (int) -(day % ordered.size()));
    return ordered;
  }

  private void sweep(ModelName model, Counts counts, BooleanSupplier timeLeft, Troubles troubles) {
    @Nullable ListObjectVersionsRequest next = objects.first(model);
    Map<AttemptPrefix, List<Kept>> attempts = new LinkedHashMap<>();
    while (next != null) {
      if (counts.removedObjects >= MOST_REMOVED || !timeLeft.getAsBoolean()) {
        unfinished(model, counts);
        return;
      }
      AttemptObjects.Page page = objects.list(next);
      for (Kept kept : page.objects()) {
        AttemptPrefix.of(model, kept.key())
            .ifPresentOrElse(
                attempt -> attempts.computeIfAbsent(attempt, any -> new ArrayList<>()).add(kept),
                () -> counts.foreignObjects++);
      }
      next = page.next();
      Map<AttemptPrefix, List<Kept>> open = open(model, next, attempts);
      // What cannot be read or removed of a page leaves the next one as it is.
      troubles.during(
          "sweeping " + model, () -> remove(model, attempts, counts, timeLeft, troubles));
      attempts.clear();
      attempts.putAll(open);
    }
  }

  /** Takes out the attempt in the middle of which the page may have ended. */
  private static Map<AttemptPrefix, List<Kept>> open(
      ModelName model,
      @Nullable ListObjectVersionsRequest next,
      Map<AttemptPrefix, List<Kept>> attempts) {
    Map<AttemptPrefix, List<Kept>> open = new LinkedHashMap<>();
    if (next != null) {
      AttemptPrefix.of(model, next.keyMarker())
          .ifPresent(
              last -> {
                List<Kept> kept = attempts.remove(last);
                if (kept != null) {
                  open.put(last, kept);
                }
              });
    }
    return open;
  }

  private void unfinished(ModelName model, Counts counts) {
    counts.unfinished = true;
    log.warn("unfinished, another day goes on", Map.of("model", model.value()));
  }

  private void remove(
      ModelName model,
      Map<AttemptPrefix, List<Kept>> attempts,
      Counts counts,
      BooleanSupplier timeLeft,
      Troubles troubles) {
    counts.attempts += attempts.size();
    Instant old = clock.instant().minus(OLD);
    Map<AttemptPrefix, List<Kept>> left = new LinkedHashMap<>(attempts);
    left.values()
        .removeIf(kept -> kept.stream().anyMatch(object -> !object.stored().isBefore(old)));
    if (left.isEmpty()) {
      return;
    }
    Set<String> named = named(model, left.keySet());
    for (Map.Entry<AttemptPrefix, List<Kept>> attempt : left.entrySet()) {
      String prefix = attempt.getKey().toString();
      if (!named.contains(prefix)) {
        if (counts.removedObjects >= MOST_REMOVED || !timeLeft.getAsBoolean()) {
          unfinished(model, counts);
          return;
        }
        troubles.during(
            "removing " + prefix, () -> remove(prefix, attempt.getValue(), counts, troubles));
      }
    }
  }

  private void remove(String prefix, List<Kept> kept, Counts counts, Troubles troubles) {
    List<String> refused = objects.remove(kept);
    refused.forEach(why -> troubles.note("removing", why));
    counts.removedObjects += kept.size() - refused.size();
    counts.removedAttempts += refused.isEmpty() ? 1 : 0;
    log.info("removed", Map.of("prefix", prefix, "objects", kept.size() - refused.size()));
  }

  /** The prefixes that rows of these versions name; read after the objects were listed. */
  private Set<String> named(ModelName model, Set<AttemptPrefix> attempts) {
    List<VersionId> ids =
        attempts.stream().map(AttemptPrefix::version).distinct().sorted().toList();
    Set<String> named = new HashSet<>();
    List<ModelVersion> rows = registry.versions(model, ids.getFirst(), ids.getLast(), MOST_ROWS);
    if (rows.size() == MOST_ROWS) {
      throw new IllegalStateException(
          "from " + ids.getFirst() + " to " + ids.getLast() + " there are too many versions");
    }
    for (ModelVersion version : rows) {
      named.add(folder(version.manifest().key()));
      named.add(folder(version.scorer().key()));
    }
    return named;
  }

  private static String folder(String key) {
    return key.substring(0, key.lastIndexOf('/') + 1);
  }
}
