package dev.sundial.serving;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;

/** Is told what happens to the versions in memory, for the log and the alarms. */
public interface ServingJournal {
  /**
   * The pointer was read.
   *
   * @param hasVersion whether it names one; a model of which nothing was promoted has none
   */
  void looked(ModelName model, boolean hasVersion);

  /** A version was loaded and serves from now on. */
  void loaded(Wanted wanted, long millis);

  /** The pointer could not be read; the last good version, if any, goes on serving. */
  void unreadPointer(ModelName model, UnavailableException cause);

  /** What the pointer names could not be had in time. */
  void unavailable(Wanted wanted, UnavailableException cause);

  /** What the pointer names is not what the registry says, and is not served. */
  void refused(Wanted wanted, BadArtefactException cause);

  /** A version that the request chose could not be had in time. */
  void chosenUnavailable(ModelName model, VersionId version, UnavailableException cause);

  /** A version that the request chose is not what the registry says, and is not served. */
  void chosenRefused(ModelName model, VersionId version, BadArtefactException cause);
}
