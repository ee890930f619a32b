package dev.sundial.registry;

import dev.sundial.lifecycle.LifecycleEvent;
import dev.sundial.lifecycle.LifecycleEvent.ModelHeld;
import dev.sundial.lifecycle.LifecycleEvent.ModelPromoted;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.promotion.PromotionDecision;
import dev.sundial.promotion.PromotionDecision.Held;
import dev.sundial.promotion.PromotionDecision.Promoted;
import dev.sundial.promotion.PromotionDecision.Superseded;
import dev.sundial.promotion.PromotionRule;
import dev.sundial.registry.LedgerEntry.Action;
import dev.sundial.registry.RunAnswer.Outcome;
import dev.sundial.registry.RunRecord.State;
import dev.sundial.registry.ServingPointer.Champion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The commit of a run: its version, the ledger and the pointer in one transaction. */
final class Registration implements PointerChange<CommitOutcome> {
  private final Table table;
  private final RegistryReader reader;
  private final HeldRun held;
  private final Candidate candidate;
  private final PromotionRule rule;
  private final Instant at;

  Registration(
      Table table,
      RegistryReader reader,
      HeldRun held,
      Candidate candidate,
      PromotionRule rule,
      Instant at) {
    this.table = table;
    this.reader = reader;
    this.held = held;
    this.candidate = candidate;
    this.rule = rule;
    this.at = at;
  }

  @Override
  public Plan<CommitOutcome> plan(ServingPointer now) {
    TrainingRun run = held.run();
    PromotionDecision decision = rule.decide(now.standing(), run.version());
    LedgerEntry entry = entry(now, decision);
    RunAnswer answer = answer(decision, entry);
    ModelVersion version =
        new ModelVersion(
            run.model(),
            run.version(),
            run.id(),
            candidate.manifest(),
            candidate.scorer(),
            candidate.metrics(),
            entry.sequence(),
            at);
    Optional<Champion> champion =
        decision instanceof Promoted
            ? Optional.of(new Champion(run.version(), candidate.scorer(), at))
            : Optional.empty();
    VersionId latest =
        now.latest().filter(newest -> newest.compareTo(run.version()) > 0).orElse(run.version());
    Advance advance =
        new Advance(now, entry, held.writtenBy(), champion, Optional.of(latest), now.pinned());
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(held.leaseUnmoved());
    items.add(
        held.end(
            State.COMMITTED,
            answer,
            ", ledgerSeq = :sequence",
            Item.empty().with(":sequence", entry.sequence())));
    items.add(table.create(ItemKey.version(run.model(), run.version()), Rows.of(version)));
    items.addAll(advance.items(table));
    return new Plan.Write<>(items, new CommitOutcome.Committed(answer, entry));
  }

  @Override
  public Optional<CommitOutcome> settled(ServingPointer now) {
    return switch (held.standing()) {
      case HeldRun.Standing.Open open -> {
        refuseSharedVersion();
        yield Optional.empty();
      }
      case HeldRun.Standing.Lost lost -> Optional.of(new CommitOutcome.LeaseLost());
      case HeldRun.Standing.Ended(RunRecord record, RunAnswer answer) ->
          Optional.of(
              switch (record.state()) {
                case COMMITTED ->
                    held.isMine(record)
                        ? new CommitOutcome.Committed(answer, written(answer))
                        : new CommitOutcome.AlreadyCommitted(answer);
                case CLAIMED, REJECTED -> new CommitOutcome.LeaseLost();
              });
    };
  }

  private LedgerEntry written(RunAnswer answer) {
    return reader
        .entry(answer.model(), answer.sequence())
        .orElseThrow(
            () ->
                new RegistryConflictException(
                    "run "
                        + answer.run()
                        + " names ledger entry "
                        + answer.sequence()
                        + ", which does not exist"));
  }

  private void refuseSharedVersion() {
    TrainingRun run = held.run();
    reader
        .version(run.model(), run.version())
        .filter(version -> !version.run().equals(run.id()))
        .ifPresent(
            version -> {
              throw new RegistryConflictException(
                  "runs " + version.run() + " and " + run.id() + " share version " + run.version());
            });
  }

  private LedgerEntry entry(ServingPointer now, PromotionDecision decision) {
    TrainingRun run = held.run();
    long sequence = now.sequence() + 1;
    String previous = now.championVersion().map(VersionId::value).orElse("");
    String version = run.version().value();
    LifecycleEvent event =
        switch (decision) {
          case Promoted(String reason) ->
              new ModelPromoted(
                  run.model(),
                  at,
                  sequence,
                  version,
                  previous,
                  candidate.metrics(),
                  reader.championMetrics(now),
                  reason,
                  "");
          case Superseded superseded -> heldEvent(sequence, "superseded");
          case Held(PromotionDecision.HoldReason reason) -> heldEvent(sequence, reason.id());
        };
    return new LedgerEntry(
        run.model(),
        sequence,
        at,
        switch (decision) {
          case Promoted promoted -> Action.PROMOTED;
          case Superseded superseded -> Action.SUPERSEDED;
          case Held heldBack -> Action.HELD;
        },
        Optional.of(run.version()),
        now.championVersion(),
        reason(decision),
        "",
        Optional.of(run.id()),
        Optional.of(OutboxEvent.of(event)),
        false);
  }

  private ModelHeld heldEvent(long sequence, String reason) {
    return new ModelHeld(
        held.run().model(),
        at,
        sequence,
        held.run().version().value(),
        reason,
        candidate.metrics());
  }

  private RunAnswer answer(PromotionDecision decision, LedgerEntry entry) {
    TrainingRun run = held.run();
    return new RunAnswer(
        run.model(),
        run.id(),
        run.version(),
        switch (decision) {
          case Promoted promoted -> Outcome.PROMOTED;
          case Superseded superseded -> Outcome.SUPERSEDED;
          case Held heldBack -> Outcome.HELD;
        },
        reason(decision),
        "",
        entry.sequence(),
        candidate.metrics(),
        at);
  }

  private static String reason(PromotionDecision decision) {
    return switch (decision) {
      case Promoted(String reason) -> reason;
      case Superseded superseded -> "";
      case Held(PromotionDecision.HoldReason reason) -> reason.id();
    };
  }
}
