package dev.sundial.registry;

import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.RegistryKeys;
import dev.sundial.registry.Leases.Acquisition.Busy;
import dev.sundial.registry.Leases.Acquisition.Held;
import dev.sundial.registry.RunRecord.State;
import dev.sundial.registry.Table.Updated.Refused;
import dev.sundial.registry.Table.Updated.Written;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Decides which attempt at a run may train. */
final class Claims {
  /** How far clocks of two environments may differ, and how far quick runs may run ahead. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private final Table table;
  private final RegistryReader reader;
  private final Leases leases;
  private final Clock clock;

  Claims(Table table, RegistryReader reader, Leases leases, Clock clock) {
    this.table = table;
    this.reader = reader;
    this.leases = leases;
    this.clock = clock;
  }

  Claim claim(ModelName model, RunId run, String holder, boolean redrive) {
    Optional<RunRecord> before = reader.run(model, run);
    Optional<Claim> ended = before.flatMap(record -> ended(record, redrive));
    if (ended.isPresent()) {
      return ended.get();
    }
    return switch (leases.acquire(model, holder)) {
      case Busy(Instant until) -> new Claim.InProgress(until);
      case Held(Lease lease) -> {
        Instant runTime =
            before.map(record -> record.run().runTime()).orElseGet(() -> runTime(model, run));
        yield take(run, runTime, lease, redrive);
      }
    };
  }

  /**
   * Takes the run under the lease. A lease with a greater token than ours on the run means that we
   * slept and are late.
   */
  private Claim take(RunId run, Instant runTime, Lease lease, boolean redrive) {
    ModelName model = lease.model();
    Item values =
        Item.empty()
            .with(":run", run.value())
            .with(":claimed", State.CLAIMED.name())
            .with(":time", runTime)
            .with(":version", VersionId.of(model, run, runTime).value())
            .with(":token", lease.token())
            .with(":none", 0)
            .with(":one", 1);
    String open = "runState = :claimed";
    if (redrive) {
      values.with(":rejected", State.REJECTED.name());
      open = "(runState = :claimed OR runState = :rejected)";
    }
    Table.Updated updated =
        table.update(
            ItemKey.run(model, run),
            "SET runId = :run, runState = :claimed, leaseToken = :token,"
                + " runTime = if_not_exists(runTime, :time),"
                + " versionId = if_not_exists(versionId, :version),"
                + " attempts = if_not_exists(attempts, :none) + :one",
            "attribute_not_exists("
                + RegistryKeys.PARTITION
                + ") OR (leaseToken < :token AND "
                + open
                + ")",
            values);
    return switch (updated) {
      case Written(Item item) -> new Claim.Claimed(Rows.run(model, item).run(), lease);
      case Refused(Optional<Item> item) ->
          item.map(present -> late(Rows.run(model, present), lease, redrive))
              .orElseThrow(() -> new RegistryUnavailableException("run " + run + " vanished"));
    };
  }

  private Claim late(RunRecord record, Lease lease, boolean redrive) {
    if (record.state() == State.CLAIMED && record.token() == lease.token()) {
      return new Claim.Claimed(record.run(), lease); // our own, whose reply was lost
    }
    leases.release(lease);
    return ended(record, redrive).orElseGet(() -> new Claim.InProgress(clock.instant()));
  }

  private static Optional<Claim> ended(RunRecord record, boolean redrive) {
    return switch (record.state()) {
      case CLAIMED -> Optional.empty();
      case COMMITTED -> record.answer().map(Claim.AlreadyCommitted::new);
      case REJECTED ->
          record
              .answer()
              .filter(answer -> !redrive)
              .map(answer -> new Claim.AlreadyRejected(answer, record.eventUnpublished()));
    };
  }

  /**
   * An ad-hoc run's time is now, or one second after the latest version when that is just ahead:
   * version ids count seconds, and two runs within one must not supersede each other by hash.
   */
  private Instant runTime(ModelName model, RunId run) {
    return run.scheduledTime()
        .orElseGet(
            () -> {
              Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
              return reader
                  .pointer(model)
                  .latest()
                  .map(VersionId::time)
                  .filter(latest -> !latest.isBefore(now) && latest.isBefore(now.plus(AHEAD)))
                  .map(latest -> latest.plusSeconds(1))
                  .orElse(now);
            });
  }
}
