package dev.sundial.training.fit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How large the forest that is growing has become, in bytes of Tribuo's protobuf. Its growth ends
 * as soon as it is too large, not when memory does. Safe for concurrent use; whether a forest is
 * too large does not depend on which tree grows first.
 */
final class ForestSize {
  /** Well below what an artefact may have. */
  private static final long MOST_BYTES = 900L << 20;

  // What Tribuo's protobuf takes, names of classes and types in every node.
  private static final int SPLIT_BYTES = 160;
  private static final int LEAF_BYTES = 200;
  private static final int OUTPUT_BYTES = 100;

  /** Writing a model takes four times its bytes; measured, and a little more. */
  private static final double WRITING = 4.5;

  /** Of a feature and row that are trained on: a double and a bin. */
  private static final int VALUE_BYTES = Double.BYTES + Character.BYTES;

  /** It has become too large. */
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooLargeException(long most) {
      super(
          "the forest would take more than "
              + (most >> 20)
              + " MB; take fewer or shallower trees, more rows a leaf, or give the function more"
              + " memory");
    }
  }

  private final AtomicLong bytes = new AtomicLong();
  private final long most;

  private ForestSize(long most) {
    this.most = most;
  }

  /**
   * As large as this process can write it.
   *
   * @param values features times rows of the data
   */
  static ForestSize ofHeap(long values) {
    return within(Runtime.getRuntime().maxMemory() - VALUE_BYTES * values);
  }

  /**
   * @param heap bytes there are for trees and for writing them
   */
  static ForestSize within(long heap) {
    return new ForestSize(Math.clamp((long) (heap / WRITING), 0, MOST_BYTES));
  }

  /**
   * @throws TooLargeException when that is too much
   */
  void addSplit() {
    add(SPLIT_BYTES);
  }

  /**
   * @param outputs how many labels it knows of
   * @throws TooLargeException when that is too much
   */
  void addLeaf(int outputs) {
    add(LEAF_BYTES + (long) OUTPUT_BYTES * outputs);
  }

  private void add(long more) {
    if (bytes.addAndGet(more) > most) {
      throw new TooLargeException(most);
    }
  }
}
