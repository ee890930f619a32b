package dev.sundial.registry;

import java.time.Instant;

/** What came of asking to train. */
public sealed interface Claim {

  /** Go: train, and renew the lease meanwhile. */
  record Claimed(TrainingRun run, Lease lease) implements Claim {}

  /** The run made its version before; its events may still wait in the outbox. */
  record AlreadyCommitted(RunAnswer answer) implements Claim {}

  /**
   * The run was rejected before and nobody asked to redrive it.
   *
   * @param eventUnpublished whether its TrainingFailed is still to be sent
   */
  record AlreadyRejected(RunAnswer answer, boolean eventUnpublished) implements Claim {}

  /**
   * A training of this model holds the lease: throw {@link TrainingInProgressException}.
   *
   * @param until when the lease ends unless renewed
   */
  record InProgress(Instant until) implements Claim {}
}
