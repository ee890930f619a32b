package dev.sundial.registry;

import java.util.Optional;

/**
 * A run as it is stored. It never expires.
 *
 * @param run the latest attempt
 * @param state where it stands
 * @param token of the lease its latest attempt worked under
 * @param answer how it ended; empty while CLAIMED for the first time
 * @param event the TrainingFailed of its latest rejection
 * @param eventUnpublished whether that is still to be sent
 */
public record RunRecord(
    TrainingRun run,
    State state,
    long token,
    Optional<RunAnswer> answer,
    Optional<OutboxEvent> event,
    boolean eventUnpublished) {

  /** Where a run stands. */
  public enum State {
    /** An attempt has begun; it may be dead. */
    CLAIMED,
    /** It made a version: the end. */
    COMMITTED,
    /** It cannot succeed as it is; a redrive may claim it again. */
    REJECTED
  }
}
