package dev.sundial.registry;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.promotion.Standing;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Where a model stands: one item, one strongly consistent read, everything prediction needs to load
 * what serves.
 *
 * @param model the model
 * @param sequence the newest ledger entry; 0 before the first
 * @param champion what serves; empty when nothing does
 * @param latest the newest version committed, by version id; empty before the first
 * @param previous the version that served before the champion; empty when none did
 * @param pinned whether a person chose the champion
 * @param drained every ledger entry up to this one has been announced
 * @param unannouncedFailures attempts, as run id, slash, lease token, whose TrainingFailed is still
 *     to be sent
 */
public record ServingPointer(
    ModelName model,
    long sequence,
    Optional<Champion> champion,
    Optional<VersionId> latest,
    Optional<VersionId> previous,
    boolean pinned,
    long drained,
    Set<String> unannouncedFailures) {

  /**
   * The version that serves.
   *
   * @param version the version
   * @param scorer what to load, with the hash it must have
   * @param since when it began to serve
   */
  public record Champion(VersionId version, ArtefactRef scorer, Instant since) {}

  public ServingPointer {
    unannouncedFailures = Set.copyOf(unannouncedFailures);
  }

  /** A model that never committed a version. */
  static ServingPointer none(ModelName model) {
    return new ServingPointer(
        model, 0, Optional.empty(), Optional.empty(), Optional.empty(), false, 0, Set.of());
  }

  /** What a promotion rule looks at. */
  public Standing standing() {
    return new Standing(latest, championVersion(), pinned);
  }

  /** The version that serves; empty when none does. */
  public Optional<VersionId> championVersion() {
    return champion.map(Champion::version);
  }

  /** Whether the outbox has something to send. */
  public boolean hasUnannounced() {
    return drained < sequence || !unannouncedFailures.isEmpty();
  }
}
