package dev.sundial.prediction;

import java.util.Arrays;

/** The rows of one request, flat: {@code [rows × features]}, grown as they are read. */
final class RowBatch {
  private final int features;
  private double[] values;
  private int rows;

  RowBatch(int features) {
    this.features = features;
    this.values = new double[features];
  }

  /** Rows that are there already, one after the other; taken over, not copied. */
  static RowBatch of(double[] values, int features) {
    RowBatch batch = new RowBatch(features);
    batch.values = values;
    batch.rows = values.length / features;
    return batch;
  }

  /** Begins a further row and says where its first feature goes. */
  int add() {
    int from = rows++ * features;
    if (from + features > values.length) {
      values = Arrays.copyOf(values, Math.max(from + features, values.length * 2));
    }
    return from;
  }

  void set(int index, double value) {
    values[index] = value;
  }

  int rows() {
    return rows;
  }

  double[] values() {
    return values;
  }
}
