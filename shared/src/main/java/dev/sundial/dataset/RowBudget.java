package dev.sundial.dataset;

/**
 * How many rows fit into memory while a model is trained: the columns, the trainer's copy of every
 * row, its vectors and what surrounds them.
 *
 * @param bytes of memory there are
 */
public record RowBudget(long bytes) {
  // Column, example and vector hold a feature as 8 bytes each, an example's names as 4 more, and
  // growing a column or copying it for the end takes room for a while.
  private static final long BYTES_PER_FEATURE = 36;
  private static final long BYTES_PER_ROW = 200;

  /** The heap of this process, less a quarter for everything else. */
  public static RowBudget ofHeap() {
    return new RowBudget(Runtime.getRuntime().maxMemory() / 4 * 3);
  }

  long rows(int features) {
    return Math.max(1, bytes / (BYTES_PER_ROW + BYTES_PER_FEATURE * features));
  }
}
