package dev.sundial.serving;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The versions in memory, by what they were verified to be; the least recently used goes first. */
final class LoadedVersions {
  /** Most versions in memory, of all models together. */
  static final int MAX_VERSIONS = 4;

  private final Map<Wanted, ServedVersion> versions = new LinkedHashMap<>(8, 0.75f, true);

  /** The version, which counts as a use; null when it is not in memory. */
  @Nullable ServedVersion get(Wanted wanted) {
    return versions.get(wanted);
  }

  void add(Wanted wanted, ServedVersion version) {
    versions.put(wanted, version);
    if (versions.size() > MAX_VERSIONS) {
      versions.remove(versions.keySet().iterator().next());
    }
  }

  int size() {
    return versions.size();
  }
}
