package dev.sundial.registry;

/**
 * The attributes of the registry's items, beside the key. None is a reserved word of DynamoDB's
 * expressions.
 */
final class Column {
  // LEASE
  static final String LEASE_TOKEN = "leaseToken"; // also of a run: the lease of its latest attempt
  static final String VALID_UNTIL = "validUntil"; // epoch milliseconds; 0 when released
  static final String HELD_BY = "heldBy";

  // RUN#id
  static final String RUN_ID = "runId";
  static final String RUN_STATE = "runState";
  static final String RUN_TIME = "runTime";
  static final String ATTEMPTS = "attempts";
  static final String ANSWER = "answerJson";

  // VERSION#id
  static final String VERSION_ID = "versionId";
  static final String MANIFEST = "manifestRef";
  static final String SCORER = "scorerRef";
  static final String METRICS = "metricsJson";

  // LEDGER#000042
  static final String SEQUENCE = "ledgerSeq";
  static final String HAPPENED_AT = "happenedAt";
  static final String ACTION_TAKEN = "actionTaken";
  static final String HOLD_REASON = "holdReason";
  static final String GIVEN_WHY = "givenWhy";
  static final String WRITTEN_BY = "writtenBy";
  static final String EVENT_TYPE = "eventType"; // also of a rejected run
  static final String EVENT_JSON = "eventJson";
  static final String EVENT_PUBLISHED = "eventPublished";

  // POINTER
  static final String CHAMPION = "championId";
  static final String CHAMPION_SINCE = "championSince";
  static final String LATEST = "latestId";
  static final String PREVIOUS = "previousId"; // also of a ledger entry
  static final String PINNED = "pinnedByHand";
  static final String DRAINED = "drainedSeq";
  static final String FAILURES = "unannouncedFailures";

  private Column() {}
}
