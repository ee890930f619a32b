package dev.sundial.registry;

import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened to a model's versions; its number is the pointer's sequence.
 *
 * @param model the model
 * @param sequence from 1, without gaps
 * @param at when
 * @param action what happened
 * @param version the version it is about; empty only for UNPINNED of a model that serves none
 * @param previous the version that served before; empty when none did
 * @param reason of HELD: {@code pinned}, {@code worse} or {@code approval}; of PROMOTED: why the
 *     champion could not be scored, under the policy {@code best}; empty otherwise
 * @param why what a person gave as the reason; empty for a run's
 * @param run the run that did it; empty when a person did
 * @param event what is announced; empty for UNPINNED
 * @param published whether the event was sent; true when there is none
 */
public record LedgerEntry(
    ModelName model,
    long sequence,
    Instant at,
    Action action,
    Optional<VersionId> version,
    Optional<VersionId> previous,
    String reason,
    String why,
    Optional<RunId> run,
    Optional<OutboxEvent> event,
    boolean published) {

  /** What happened. */
  public enum Action {
    /** A run's version was registered and serves. */
    PROMOTED,
    /** A run's version was registered; a newer one had been before. */
    SUPERSEDED,
    /** A run's version was registered and waits. */
    HELD,
    /** A person chose a version. */
    PROMOTED_BY_HAND,
    /** A person went back. */
    ROLLED_BACK,
    /** A person gave the choice back to the runs. */
    UNPINNED
  }
}
