package dev.sundial.serving;

import dev.sundial.naming.ModelName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The versions in memory, by what they were verified to be. Of too many the least recently used
 * goes; before any that a model serves by go those that callers chose: whoever walks through old
 * versions costs nobody else a load, or the last good version.
 */
final class LoadedVersions {
  /** Most versions in memory, of all models together. */
  static final int MAX_VERSIONS = 4;

  private final Map<Wanted, ServedVersion> versions = new LinkedHashMap<>(8, 0.75f, true);
  private final Map<ModelName, Wanted> serving = new HashMap<>();

  /** The version, which counts as a use; null when it is not in memory. */
  @Nullable ServedVersion get(Wanted wanted) {
    return versions.get(wanted);
  }

  void add(Wanted wanted, ServedVersion version) {
    versions.put(wanted, version);
    if (versions.size() > MAX_VERSIONS) {
      versions.remove(leastNeeded());
    }
  }

  /** The model serves by this version from now on. */
  void serves(Wanted wanted) {
    serving.put(wanted.model(), wanted);
  }

  /** No model serves by any version. */
  void servesNothing() {
    serving.clear();
  }

  private Wanted leastNeeded() {
    return versions.keySet().stream()
        .filter(wanted -> !wanted.equals(serving.get(wanted.model())))
        .findFirst()
        .orElseGet(() -> versions.keySet().iterator().next());
  }

  int size() {
    return versions.size();
  }
}
