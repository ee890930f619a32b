package dev.sundial.registry;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.registry.ServingPointer.Champion;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The step every change takes: a ledger entry under the next number, and the pointer that moves to
 * it from exactly where it was read.
 *
 * @param now the pointer as read
 * @param entry the entry, its number one after the pointer's
 * @param writtenBy tells a writer its own entry
 * @param champion what serves from now on; empty leaves what serves
 * @param latest the newest version committed, from now on
 * @param pinned from now on
 */
record Advance(
    ServingPointer now,
    LedgerEntry entry,
    String writtenBy,
    Optional<Champion> champion,
    Optional<VersionId> latest,
    boolean pinned) {

  List<TransactWriteItem> items(Table table) {
    return List.of(
        table.create(ItemKey.ledger(now.model(), entry.sequence()), Rows.of(entry, writtenBy)),
        pointer(table));
  }

  private TransactWriteItem pointer(Table table) {
    Item values = Item.empty().with(":next", entry.sequence()).with(":pinned", pinned);
    StringBuilder set = new StringBuilder("SET ledgerSeq = :next, pinnedByHand = :pinned");
    latest.ifPresent(
        version -> {
          set.append(", latestId = :latest");
          values.with(":latest", version.value());
        });
    champion.ifPresent(
        next -> {
          set.append(", championId = :champion, scorerRef = :scorer, championSince = :since");
          values
              .with(":champion", next.version().value())
              .with(":scorer", next.scorer())
              .with(":since", next.since());
        });
    champion
        .flatMap(next -> now.championVersion().filter(served -> !served.equals(next.version())))
        .ifPresent(
            served -> {
              set.append(", previousId = :previous");
              values.with(":previous", served.value());
            });
    String condition = "attribute_not_exists(ledgerSeq)";
    if (now.sequence() > 0) {
      condition = "ledgerSeq = :now";
      values.with(":now", now.sequence());
    }
    return table.change(ItemKey.pointer(now.model()), set.toString(), condition, values);
  }
}
