package dev.sundial.registry;

import dev.sundial.naming.ModelName;
import dev.sundial.registry.PointerChange.Plan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries a change through: read the pointer, decide, write; when the pointer moved or the reply
 * was lost, look what became of it, wait a little and decide again.
 */
final class Transactions {
  /** How often it is decided again. */
  static final int AGAIN = 5;

  private final Table table;
  private final RegistryReader reader;
  private final Backoff backoff;

  Transactions(Table table, RegistryReader reader, Backoff backoff) {
    this.table = table;
    this.reader = reader;
    this.backoff = backoff;
  }

  /**
   * @throws RegistryUnavailableException when it did not go through in all rounds
   */
  <R> R apply(ModelName model, PointerChange<R> change) {
    @Nullable RegistryUnavailableException last = null;
    for (int round = 0; round <= AGAIN; round++) {
      // The pointer first: what lands after this read makes our own write fail.
      ServingPointer now = reader.pointer(model);
      if (last != null) {
        Optional<R> settled = change.settled(now);
        if (settled.isPresent()) {
          return settled.get();
        }
      }
      switch (change.plan(now)) {
        case Plan.Nothing<R>(R result) -> {
          return result;
        }
        case Plan.Write<R> write -> {
          try {
            table.transact(write.items());
            return write.result();
          } catch (RegistryUnavailableException e) {
            last = e;
          }
        }
      }
      backoff.beforeNext(round);
    }
    Optional<R> settled = change.settled(reader.pointer(model));
    if (settled.isPresent()) {
      return settled.get();
    }
    throw new RegistryUnavailableException(
        "the registry did not accept a change of "
            + model
            + " in "
            + (AGAIN + 1)
            + " rounds, last: "
            + (last == null ? "" : last.getMessage()),
        last);
  }
}
