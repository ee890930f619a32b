package dev.sundial.dataset;

import dev.sundial.spec.TrainerKind;

/**
 * How many rows fit into memory while a model is trained: the columns, and what the trainer makes
 * of them, on the heap or beside it.
 *
 * @param bytes of memory there are
 */
public record RowBudget(long bytes) {
  private static final int COLUMN = Double.BYTES;

  /** Target, numbers of the rows of both parts, and room for a column while it is copied. */
  private static final int BYTES_PER_ROW = 120;

  /** XGBoost: the first and second derivative in single precision, and twice the prediction. */
  private static final int BOOSTING_BYTES_PER_LABEL = 16;

  /** The heap of this process, less a quarter for everything else. */
  public static RowBudget ofHeap() {
    return new RowBudget(Runtime.getRuntime().maxMemory() / 4 * 3);
  }

  /**
   * Rows that fit.
   *
   * @param labels how many there are; 1 for a regression
   */
  long rows(TrainerKind trainer, int features, int labels) {
    long row =
        BYTES_PER_ROW
            + (long) bytesPerFeature(trainer) * features
            + (long) bytesPerLabel(trainer) * labels;
    return Math.max(1, bytes / row);
  }

  private static int bytesPerFeature(TrainerKind trainer) {
    return switch (trainer) {
      case LOGISTIC_REGRESSION, LINEAR_REGRESSION -> COLUMN;
      // The values again, and the rows in their order.
      case CART -> COLUMN + Double.BYTES + Integer.BYTES;
      case RANDOM_FOREST -> COLUMN + Character.BYTES;
      // Outside of the heap: singles, the same each with its column, its bin by row and by column.
      case GRADIENT_BOOSTING ->
          COLUMN + Float.BYTES + Float.BYTES + Integer.BYTES + 2 * Short.BYTES;
    };
  }

  private static int bytesPerLabel(TrainerKind trainer) {
    return switch (trainer) {
      case LOGISTIC_REGRESSION, LINEAR_REGRESSION, CART, RANDOM_FOREST -> 0;
      case GRADIENT_BOOSTING -> BOOSTING_BYTES_PER_LABEL;
    };
  }
}
