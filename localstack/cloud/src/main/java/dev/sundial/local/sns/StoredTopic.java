package dev.sundial.local.sns;

import dev.sundial.local.endpoint.Account;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic as it is remembered.
 *
 * @param settings attributes that were set, by name
 * @param deletedSubscriptions how many were taken off since it exists
 */
record StoredTopic(
    String name,
    Map<String, String> settings,
    Map<String, String> tags,
    int deletedSubscriptions,
    Instant created) {
  static final String POLICY = "Policy";
  static final String KEY = "KmsMasterKeyId";

  StoredTopic {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  String arn() {
    return Account.arn("sns", name);
  }

  /** The policy that was set, or the one a topic has from the start. */
  String policy() {
    return settings.getOrDefault(POLICY, TopicSettings.defaultPolicy(arn()));
  }

  /** Whether AWS's own key encrypts it, which services may not use. */
  boolean isUnderManagedKey() {
    return settings.containsKey(KEY);
  }

  StoredTopic with(Map<String, String> changed) {
    Map<String, String> all = new TreeMap<>(settings);
    changed.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            all.remove(name);
          } else {
            all.put(name, value);
          }
        });
    return new StoredTopic(name, all, tags, deletedSubscriptions, created);
  }

  StoredTopic withTags(Map<String, String> all) {
    return new StoredTopic(name, settings, all, deletedSubscriptions, created);
  }

  StoredTopic withOneLess() {
    return new StoredTopic(name, settings, tags, deletedSubscriptions + 1, created);
  }
}
