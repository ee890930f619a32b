package dev.sundial.registry;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.RegistryKeys;
import dev.sundial.registry.Table.Updated.Refused;
import dev.sundial.registry.Table.Updated.Written;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The lease of a model, an item that is never deleted, so that its token only grows. Time decides
 * who may take it, the token decides whose writes count.
 */
final class Leases {
  private static final long RELEASED = 0;

  private final Table table;
  private final Clock clock;

  Leases(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  /** What came of asking for the lease. */
  sealed interface Acquisition {
    record Held(Lease lease) implements Acquisition {}

    record Busy(Instant until) implements Acquisition {}
  }

  /**
   * @param holder unlike any other holder's, so that one whose reply was lost knows its own lease
   */
  Acquisition acquire(ModelName model, String holder) {
    Instant now = clock.instant();
    Item values =
        Item.empty()
            .with(":none", 0)
            .with(":one", 1)
            .with(":now", now.toEpochMilli())
            .with(":until", now.plus(Lease.LASTS).toEpochMilli())
            .with(":holder", holder);
    return switch (table.update(
        ItemKey.lease(model),
        "SET leaseToken = if_not_exists(leaseToken, :none) + :one, validUntil = :until, heldBy = :holder",
        "attribute_not_exists(" + RegistryKeys.PARTITION + ") OR validUntil <= :now",
        values)) {
      case Written(Item item) -> new Acquisition.Held(lease(model, item));
      case Refused(Optional<Item> item) ->
          item.filter(held -> held.text(Column.HELD_BY).equals(holder))
              .<Acquisition>map(mine -> new Acquisition.Held(lease(model, mine)))
              .orElseGet(() -> new Acquisition.Busy(item.map(Leases::until).orElse(now)));
    };
  }

  /** Empty when the lease is another's, or was released. */
  Optional<Lease> renew(Lease lease) {
    Item values =
        Item.empty()
            .with(":token", lease.token())
            .with(":released", RELEASED)
            .with(":until", clock.instant().plus(Lease.LASTS).toEpochMilli());
    return switch (table.update(
        ItemKey.lease(lease.model()),
        "SET validUntil = :until",
        "leaseToken = :token AND validUntil > :released",
        values)) {
      case Written(Item item) -> Optional.of(lease(lease.model(), item));
      case Refused refused -> Optional.empty();
    };
  }

  /** Ends the lease at once if it is still the holder's; else does nothing. */
  void release(Lease lease) {
    Item values = Item.empty().with(":token", lease.token()).with(":released", RELEASED);
    Table.Updated unused =
        table.update(
            ItemKey.lease(lease.model()),
            "SET validUntil = :released",
            "leaseToken = :token",
            values);
  }

  /** Part of a transaction: nobody took the lease since. */
  TransactWriteItem unmoved(Lease lease) {
    return table.check(
        ItemKey.lease(lease.model()),
        "leaseToken = :token",
        Item.empty().with(":token", lease.token()));
  }

  boolean isUnmoved(Lease lease) {
    return table
        .get(ItemKey.lease(lease.model()))
        .filter(item -> item.number(Column.LEASE_TOKEN) == lease.token())
        .isPresent();
  }

  private static Lease lease(ModelName model, Item item) {
    return new Lease(model, item.number(Column.LEASE_TOKEN), until(item));
  }

  private static Instant until(Item item) {
    return Instant.ofEpochMilli(item.number(Column.VALID_UNTIL));
  }
}
