package dev.sundial.registry;

import dev.sundial.lifecycle.LifecycleEvent.TrainingFailed;
import dev.sundial.registry.RunAnswer.Outcome;
import dev.sundial.registry.RunRecord.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The end of a run that cannot succeed. Its event waits on the run's item, and the pointer lists
 * the run until it is sent, so that a drain need not look at every run.
 */
final class Rejection implements PointerChange<RejectOutcome> {
  private final Table table;
  private final HeldRun held;
  private final String reason;
  private final String message;
  private final Instant at;

  Rejection(Table table, HeldRun held, String reason, String message, Instant at) {
    this.table = table;
    this.held = held;
    this.reason = reason;
    this.message = message;
    this.at = at;
  }

  @Override
  public Plan<RejectOutcome> plan(ServingPointer now) {
    TrainingRun run = held.run();
    RunAnswer answer =
        new RunAnswer(
            run.model(),
            run.id(),
            run.version(),
            Outcome.REJECTED,
            reason,
            message,
            0,
            Map.of(),
            at);
    OutboxEvent event =
        OutboxEvent.of(
            new TrainingFailed(run.model(), at, run.id().value(), run.attempt(), reason, message));
    return new Plan.Write<>(
        List.of(
            held.leaseUnmoved(),
            held.end(
                State.REJECTED,
                answer,
                ", eventType = :type, eventJson = :json, eventPublished = :published",
                Item.empty()
                    .with(":type", event.detailType())
                    .with(":json", event.json())
                    .with(":published", false)),
            table.change(
                ItemKey.pointer(run.model()),
                "ADD unannouncedFailures :failure",
                "",
                Item.empty().withMember(":failure", held.writtenBy()))),
        new RejectOutcome.Rejected(answer));
  }

  @Override
  public Optional<RejectOutcome> settled(ServingPointer now) {
    return switch (held.standing()) {
      case HeldRun.Standing.Open open -> Optional.empty();
      case HeldRun.Standing.Lost lost -> Optional.of(new RejectOutcome.LeaseLost());
      case HeldRun.Standing.Ended(RunRecord record, RunAnswer answer) ->
          Optional.of(
              switch (record.state()) {
                case COMMITTED -> new RejectOutcome.AlreadyCommitted(answer);
                case REJECTED ->
                    held.isMine(record)
                        ? new RejectOutcome.Rejected(answer)
                        : new RejectOutcome.LeaseLost();
                case CLAIMED -> new RejectOutcome.LeaseLost();
              });
    };
  }
}
