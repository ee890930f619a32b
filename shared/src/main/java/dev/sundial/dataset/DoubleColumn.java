package dev.sundial.dataset;

import java.util.Arrays;

/** A growing column of numbers. */
final class DoubleColumn {
  private double[] values = new double[64];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1) + 1);
    }
    values[size++] = value;
  }

  /** Everything added, exactly as long; the column is done with. */
  double[] values() {
    values = values.length == size ? values : Arrays.copyOf(values, size);
    return values;
  }
}
