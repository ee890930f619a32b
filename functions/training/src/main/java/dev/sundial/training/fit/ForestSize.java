package dev.sundial.training.fit;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * How large the forest that is growing has become, in bytes of Tribuo's protobuf. Its growth ends
 * as soon as it is too large, not when memory does. Safe for concurrent use; whether a forest is
 * too large does not depend on which tree grows first.
 */
final class ForestSize {
  /** Well below what an artefact may have. */
  private static final long MOST_BYTES = 900L << 20;

  // What Tribuo's protobuf takes, names of classes and types in every node.
  private static final int SPLIT_BYTES = 200;
  private static final int LEAF_BYTES = 250;
  private static final int OUTPUT_BYTES = 130;

  private static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final AtomicLong bytes = new AtomicLong();
  private final long most;

  ForestSize(long most) {
    this.most = most;
  }

  /** Writing a model takes four times its bytes, and the data is there as well. */
  static ForestSize ofHeap() {
    return new ForestSize(Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 5));
  }

  void addSplit() {
    add(SPLIT_BYTES);
  }

  /**
   * @param outputs how many labels it knows of
   */
  void addLeaf(int outputs) {
    add(LEAF_BYTES + (long) OUTPUT_BYTES * outputs);
  }

  private void add(long more) {
    if (bytes.addAndGet(more) > most) {
      throw new TooLargeException();
    }
  }

  /**
   * Grows a forest.
   *
   * @throws CannotFitException when it has become too large
   */
  <R> R bounded(Supplier<R> growth) throws CannotFitException {
    try {
      return growth.get();
    } catch (TooLargeException e) {
      throw new CannotFitException(
          "the forest would take more than "
              + (most >> 20)
              + " MB; take fewer or shallower trees, more rows a leaf, or give the function more memory");
    }
  }
}
