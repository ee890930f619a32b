package dev.sundial.registry;

/** What came of rejecting a run. */
public sealed interface RejectOutcome {

  /** The run is REJECTED; drain the outbox next. */
  record Rejected(RunAnswer answer) implements RejectOutcome {}

  /** The run had been committed before, by another attempt. */
  record AlreadyCommitted(RunAnswer answer) implements RejectOutcome {}

  /** The lease, or the run, is another's now; nothing was written. */
  record LeaseLost() implements RejectOutcome {}
}
