package dev.sundial.registry;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** One thing to be done to a model in one transaction, whatever else happens meanwhile. */
interface PointerChange<R> {

  /** What to write, seen from where the model stands. */
  sealed interface Plan<R> {
    /** This, all or nothing; then that is the result. */
    record Write<R>(List<TransactWriteItem> items, R result) implements Plan<R> {}

    /** Nothing: that is the result. */
    record Nothing<R>(R result) implements Plan<R> {}
  }

  Plan<R> plan(ServingPointer now);

  /**
   * After a cancelled or unanswered transaction: the result, if it was written after all or can
   * never be; empty to plan again.
   */
  Optional<R> settled(ServingPointer now);
}
