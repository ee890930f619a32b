package dev.sundial.registry;

import dev.sundial.lifecycle.VersionId;

/** What came of a change by hand. */
public sealed interface MoveOutcome {

  /** Done; drain the outbox next. */
  record Moved(LedgerEntry entry) implements MoveOutcome {}

  /** No such version is registered. */
  record NoSuchVersion(VersionId version) implements MoveOutcome {}

  /** No version served before the one that serves. */
  record NothingBefore() implements MoveOutcome {}

  /** Nothing is pinned. */
  record NotPinned() implements MoveOutcome {}
}
