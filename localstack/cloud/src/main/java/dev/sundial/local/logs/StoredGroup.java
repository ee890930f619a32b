package dev.sundial.local.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A log group as it is remembered.
 *
 * @param number of the group; one made again under the name of a deleted one has another
 * @param retentionDays null keeps lines for ever
 * @param events lines kept
 * @param bytes they have
 */
record StoredGroup(
    long number,
    String name,
    @Nullable Integer retentionDays,
    String logClass,
    Map<String, String> tags,
    Instant created,
    long events,
    long bytes) {

  static final String STANDARD = "STANDARD";

  /** What AWS allows as a retention, in days. */
  static final Set<Integer> RETENTIONS =
      Set.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  StoredGroup {
    tags = Map.copyOf(tags);
  }

  Optional<Duration> retention() {
    return Optional.ofNullable(retentionDays).map(Duration::ofDays);
  }

  StoredGroup withRetention(@Nullable Integer days) {
    return new StoredGroup(number, name, days, logClass, tags, created, events, bytes);
  }

  StoredGroup withClass(String changed) {
    return new StoredGroup(number, name, retentionDays, changed, tags, created, events, bytes);
  }

  StoredGroup withTags(Map<String, String> all) {
    return new StoredGroup(
        number, name, retentionDays, logClass, new TreeMap<>(all), created, events, bytes);
  }

  StoredGroup plus(long moreEvents, long moreBytes) {
    return new StoredGroup(
        number,
        name,
        retentionDays,
        logClass,
        tags,
        created,
        Math.max(0, events + moreEvents),
        Math.max(0, bytes + moreBytes));
  }
}
