package dev.sundial.registry;

import dev.sundial.registry.RunRecord.State;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A run and the lease an attempt works under: what may end it, and whether it still may. */
final class HeldRun {
  private final Table table;
  private final RegistryReader reader;
  private final Leases leases;
  private final Lease lease;
  private final TrainingRun run;

  HeldRun(Table table, RegistryReader reader, Leases leases, Lease lease, TrainingRun run) {
    if (!lease.model().equals(run.model())) {
      throw new IllegalArgumentException(
          "a lease of " + lease.model() + " does not cover a run of " + run.model());
    }
    this.table = table;
    this.reader = reader;
    this.leases = leases;
    this.lease = lease;
    this.run = run;
  }

  /** Where the run stands, as far as this attempt is concerned. */
  sealed interface Standing {
    /** Still ours to end. */
    record Open() implements Standing {}

    /** The lease, or the run, is another's. */
    record Lost() implements Standing {}

    /** Ended, by this attempt or another. */
    record Ended(RunRecord record, RunAnswer answer) implements Standing {}
  }

  TrainingRun run() {
    return run;
  }

  /** The mark this attempt leaves: run id, slash, lease token. */
  String writtenBy() {
    return run.id() + "/" + lease.token();
  }

  boolean isMine(RunRecord record) {
    return record.token() == lease.token();
  }

  Standing standing() {
    RunRecord record =
        reader
            .run(run.model(), run.id())
            .orElseThrow(
                () -> new IllegalArgumentException("run " + run.id() + " was never claimed"));
    if (record.state() != State.CLAIMED && record.answer().isPresent()) {
      return new Standing.Ended(record, record.answer().get());
    }
    return isMine(record) && leases.isUnmoved(lease) ? new Standing.Open() : new Standing.Lost();
  }

  /** Part of a transaction: nobody took the lease since. */
  TransactWriteItem leaseUnmoved() {
    return leases.unmoved(lease);
  }

  /**
   * Part of a transaction: ends the run, if it is CLAIMED by this attempt.
   *
   * @param more further assignments, each after a comma
   * @param values theirs
   */
  TransactWriteItem end(State state, RunAnswer answer, String more, Item values) {
    values
        .with(":state", state.name())
        .with(":answer", answer.toJson())
        .with(":claimed", State.CLAIMED.name())
        .with(":token", lease.token());
    return table.change(
        ItemKey.run(run.model(), run.id()),
        "SET runState = :state, answerJson = :answer" + more,
        "runState = :claimed AND leaseToken = :token",
        values);
  }
}
