package dev.sundial.registry;

/** What came of a commit. */
public sealed interface CommitOutcome {

  /** The version is registered, by this attempt. */
  record Committed(RunAnswer answer, LedgerEntry entry) implements CommitOutcome {}

  /** Another attempt registered it before. */
  record AlreadyCommitted(RunAnswer answer) implements CommitOutcome {}

  /** The lease, or the run, is another's now; nothing was written. */
  record LeaseLost() implements CommitOutcome {}
}
