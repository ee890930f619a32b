package dev.sundial.serving;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Versions that callers chose, and what to load for each; the least recently used goes first. */
final class ChosenVersions {
  /** Most that are remembered. */
  static final int MAX_VERSIONS = 64;

  private record Key(ModelName model, VersionId version) {}

  private final Map<Key, Wanted> versions = new LinkedHashMap<>(8, 0.75f, true);

  Optional<Wanted> find(ModelName model, VersionId version) {
    return Optional.ofNullable(versions.get(new Key(model, version)));
  }

  void add(Wanted wanted) {
    versions.put(new Key(wanted.model(), wanted.version()), wanted);
    if (versions.size() > MAX_VERSIONS) {
      versions.remove(versions.keySet().iterator().next());
    }
  }
}
