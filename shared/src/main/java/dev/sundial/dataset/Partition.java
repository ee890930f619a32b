package dev.sundial.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows parted into what is fitted on and what is tested on.
 *
 * @param training row numbers, ascending
 * @param test row numbers, ascending; none of them in training
 */
public record Partition(int[] training, int[] test) {

  /**
   * Parts rows by chance, the same way for the same rows, fraction and seed. Labels keep their
   * shares: of each, the fraction goes to the test part, rounded to the nearest row, and at least
   * one row to each part.
   *
   * @param testFraction of the rows, above 0 and below 1
   */
  public static Partition of(Target target, double testFraction, long seed) {
    SplitMix random = new SplitMix(seed);
    boolean[] test = new boolean[target.rows()];
    switch (target) {
      case Target.Numbers numbers ->
          choose(IntStream.range(0, numbers.rows()).toArray(), testFraction, random, test);
      case Target.Labels labels -> {
        for (int[] rows : rowsByLabel(labels)) {
          choose(rows, testFraction, random, test);
        }
      }
    }
    return new Partition(
        IntStream.range(0, test.length).filter(row -> !test[row]).toArray(),
        IntStream.range(0, test.length).filter(row -> test[row]).toArray());
  }

  private static int[][] rowsByLabel(Target.Labels labels) {
    int[] counts = labels.counts();
    int[][] rows = new int[counts.length][];
    Arrays.setAll(rows, label -> new int[counts[label]]);
    int[] filled = new int[counts.length];
    for (int row = 0; row < labels.ids().length; row++) {
      int label = labels.ids()[row];
      rows[label][filled[label]++] = row;
    }
    return rows;
  }

  private static void choose(int[] rows, double fraction, SplitMix random, boolean[] test) {
    if (rows.length < 2) {
      throw new IllegalArgumentException("rows must be at least 2 to part, were " + rows.length);
    }
    int count = Math.clamp(Math.round(rows.length * fraction), 1, rows.length - 1);
    random.shuffle(rows);
    for (int i = 0; i < count; i++) {
      test[rows[i]] = true;
    }
  }
}
