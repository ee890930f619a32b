package dev.sundial.serving;

import dev.sundial.lifecycle.VersionId;
import java.util.Optional;

/**
 * What a model's pointer says.
 *
 * @param champion what serves
 * @param latest the newest committed version
 * @param previous what served before
 */
public record Pointed(
    Optional<Wanted> champion, Optional<VersionId> latest, Optional<VersionId> previous) {
  /** Of a model that was never trained. */
  public static final Pointed NOTHING =
      new Pointed(Optional.empty(), Optional.empty(), Optional.empty());

  /** A model with one version. */
  public static Pointed only(Wanted champion) {
    return new Pointed(Optional.of(champion), Optional.of(champion.version()), Optional.empty());
  }
}
