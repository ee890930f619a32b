package dev.sundial.registry;

import dev.sundial.lifecycle.LifecycleEvent.ModelPromoted;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.LedgerEntry.Action;
import dev.sundial.registry.ServingPointer.Champion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change by hand: the same transaction as a commit's, without run and version. */
final class HandMove implements PointerChange<MoveOutcome> {
  private final Table table;
  private final RegistryReader reader;
  private final ModelName model;
  private final Wish wish;
  private final String why;
  private final Instant at;
  private final String writtenBy;
  private final List<Long> tried = new ArrayList<>();

  /** What a person wants. */
  sealed interface Wish {
    /** That version, whatever served before. */
    record Promote(VersionId version) implements Wish {}

    /** Back to a version, or to the one that served before. */
    record RollBack(Optional<VersionId> to) implements Wish {}

    /** That runs promote again. */
    record Unpin() implements Wish {}
  }

  /**
   * @param writtenBy unlike any other writer's
   */
  HandMove(
      Table table,
      RegistryReader reader,
      ModelName model,
      Wish wish,
      String why,
      Instant at,
      String writtenBy) {
    this.table = table;
    this.reader = reader;
    this.model = model;
    this.wish = wish;
    this.why = why;
    this.at = at;
    this.writtenBy = writtenBy;
  }

  @Override
  public Plan<MoveOutcome> plan(ServingPointer now) {
    return switch (wish) {
      case Wish.Promote(VersionId version) -> moveTo(now, version, Action.PROMOTED_BY_HAND);
      case Wish.RollBack(Optional<VersionId> to) ->
          to.or(now::previous)
              .map(version -> moveTo(now, version, Action.ROLLED_BACK))
              .orElseGet(() -> new Plan.Nothing<>(new MoveOutcome.NothingBefore()));
      case Wish.Unpin unpin ->
          now.pinned() ? unpin(now) : new Plan.Nothing<>(new MoveOutcome.NotPinned());
    };
  }

  @Override
  public Optional<MoveOutcome> settled(ServingPointer now) {
    return tried.stream()
        .flatMap(sequence -> table.get(ItemKey.ledger(model, sequence)).stream())
        .filter(item -> item.text(Column.WRITTEN_BY).equals(writtenBy))
        .findFirst()
        .map(item -> new MoveOutcome.Moved(Rows.entry(model, item)));
  }

  private Plan<MoveOutcome> moveTo(ServingPointer now, VersionId id, Action action) {
    Optional<ModelVersion> version = reader.version(model, id);
    if (version.isEmpty()) {
      return new Plan.Nothing<>(new MoveOutcome.NoSuchVersion(id));
    }
    long sequence = now.sequence() + 1;
    String previous = now.championVersion().map(VersionId::value).orElse("");
    OutboxEvent event =
        OutboxEvent.of(
            new ModelPromoted(
                model,
                at,
                sequence,
                id.value(),
                previous,
                version.get().metrics(),
                reader.championMetrics(now),
                "",
                why));
    Champion champion = new Champion(id, version.get().scorer(), at);
    return write(
        now, entry(now, action, Optional.of(id), Optional.of(event)), Optional.of(champion), true);
  }

  private Plan<MoveOutcome> unpin(ServingPointer now) {
    return write(
        now,
        entry(now, Action.UNPINNED, now.championVersion(), Optional.empty()),
        Optional.empty(),
        false);
  }

  private LedgerEntry entry(
      ServingPointer now, Action action, Optional<VersionId> version, Optional<OutboxEvent> event) {
    return new LedgerEntry(
        model,
        now.sequence() + 1,
        at,
        action,
        version,
        now.championVersion(),
        "",
        why,
        Optional.empty(),
        event,
        event.isEmpty());
  }

  private Plan<MoveOutcome> write(
      ServingPointer now, LedgerEntry entry, Optional<Champion> champion, boolean pinned) {
    tried.add(entry.sequence());
    Advance advance = new Advance(now, entry, writtenBy, champion, now.latest(), pinned);
    return new Plan.Write<>(advance.items(table), new MoveOutcome.Moved(entry));
  }
}
