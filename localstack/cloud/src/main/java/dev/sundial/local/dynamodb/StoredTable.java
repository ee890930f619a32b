package dev.sundial.local.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a table beyond DynamoDB Local.
 *
 * @param name the table's
 * @param created virtual time
 * @param backupsSince virtual time since which every moment could be restored; null when
 *     point-in-time recovery is off
 * @param tags by key
 */
record StoredTable(
    String name, Instant created, @Nullable Instant backupsSince, Map<String, String> tags) {

  StoredTable {
    tags = Map.copyOf(tags);
  }

  static StoredTable created(String name, Instant now) {
    return new StoredTable(name, now, null, Map.of());
  }

  /** Switching recovery on again does not begin its time anew. */
  StoredTable withBackups(boolean enabled, Instant now) {
    Instant since = backupsSince == null ? now : backupsSince;
    return new StoredTable(name, created, enabled ? since : null, tags);
  }

  StoredTable withTags(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(tags);
    all.putAll(more);
    return new StoredTable(name, created, backupsSince, all);
  }

  StoredTable withoutTags(Iterable<String> keys) {
    Map<String, String> all = new TreeMap<>(tags);
    keys.forEach(all::remove);
    return new StoredTable(name, created, backupsSince, all);
  }
}
