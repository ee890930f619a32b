package dev.sundial.serving;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import java.util.Optional;

/** Where pointers and scorers come from: the registry, or the jar itself before a snapshot. */
public interface ModelSource {

  /**
   * How long to wait. With a last good version at hand a request gives up soon; with none, waiting
   * is all it can do.
   */
  enum Patience {
    /** 300 ms for the pointer, 1 s to load what it names. */
    LITTLE,
    /** Seconds, and further attempts. */
    MUCH
  }

  /**
   * What the pointer says, read just now and strongly consistent.
   *
   * @throws UnavailableException when it cannot be read in time
   */
  Pointed pointer(ModelName model, Patience patience) throws UnavailableException;

  /**
   * A version that is committed; empty when there is none of that id.
   *
   * @throws UnavailableException when it cannot be read in time
   */
  Optional<Wanted> version(ModelName model, VersionId version, Patience patience)
      throws UnavailableException;

  /**
   * The bytes of a scorer, of the size and SHA-256 that the pointer's row gives.
   *
   * @throws UnavailableException when they cannot be read in time
   * @throws BadArtefactException when they are missing, forbidden, or others
   */
  byte[] scorer(Wanted wanted, Patience patience) throws UnavailableException, BadArtefactException;
}
