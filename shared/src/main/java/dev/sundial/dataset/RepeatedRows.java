package dev.sundial.dataset;

import java.util.Arrays;

/**
 * Rows that stand in the data more than once. They are no error, flowers may measure the same; many
 * of them mean that an export was stored twice, and that the test part holds what was trained on.
 */
final class RepeatedRows {
  private RepeatedRows() {}

  /**
   * How many rows equal another one, features and target alike, beyond the first of each kind. Rows
   * are compared by 64 bits of their content: of 10⁶ rows, two that differ are taken for equal with
   * a chance of 3 in 10⁸.
   */
  static int count(Dataset data) {
    long[] prints = new long[data.rows()];
    for (int feature = 0; feature < data.features().size(); feature++) {
      double[] column = data.column(feature);
      for (int row = 0; row < prints.length; row++) {
        prints[row] = mix(prints[row], Double.doubleToLongBits(column[row] + 0.0));
      }
    }
    switch (data.target()) {
      case Target.Labels labels -> {
        for (int row = 0; row < prints.length; row++) {
          prints[row] = mix(prints[row], labels.ids()[row]);
        }
      }
      case Target.Numbers numbers -> {
        for (int row = 0; row < prints.length; row++) {
          prints[row] = mix(prints[row], Double.doubleToLongBits(numbers.values()[row] + 0.0));
        }
      }
    }
    Arrays.sort(prints);
    int repeated = 0;
    for (int i = 1; i < prints.length; i++) {
      if (prints[i] == prints[i - 1]) {
        repeated++;
      }
    }
    return repeated;
  }

  private static long mix(long print, long value) {
    return new SplitMix(print ^ Long.rotateLeft(value * 0xFF51AFD7ED558CCDL, 31)).nextLong();
  }
}
