package dev.sundial.local.sqs;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A queue as it is remembered.
 *
 * @param number of the queue; a queue made again under the name of a deleted one has another
 * @param settings attributes that were set, by name
 */
record StoredQueue(
    long number,
    String name,
    Map<String, String> settings,
    Map<String, String> tags,
    Instant created,
    Instant modified) {

  static final String REDRIVE_POLICY = "RedrivePolicy";
  static final String POLICY = "Policy";
  static final String MANAGED_ENCRYPTION = "SqsManagedSseEnabled";

  StoredQueue {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  int number(QueueNumber which) {
    String text = settings.get(which.attribute());
    return text == null ? which.absent() : which.parse(text).orElse(which.absent());
  }

  Optional<RedrivePolicy> redrive() {
    return Optional.ofNullable(settings.get(REDRIVE_POLICY)).flatMap(RedrivePolicy::parse);
  }

  StoredQueue with(Map<String, String> changed, Instant now) {
    Map<String, String> all = new TreeMap<>(settings);
    changed.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            all.remove(name);
          } else {
            all.put(name, value);
          }
        });
    return new StoredQueue(number, name, all, tags, created, now);
  }

  StoredQueue withTags(Map<String, String> all) {
    return new StoredQueue(number, name, settings, all, created, modified);
  }
}
