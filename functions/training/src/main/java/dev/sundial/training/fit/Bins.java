package dev.sundial.training.fit;

import java.util.Arrays;

/**
 * The values of one feature in order, put into at most {@value #MOST} bins: a bin for each value
 * where there are no more, else bins of about as many rows. Trees split between bins, as those of
 * LightGBM and XGBoost do (G. Ke et al., "LightGBM: A Highly Efficient Gradient Boosting Decision
 * Tree", 2017).
 */
final class Bins {
  static final int MOST = 1024;

  private final double[] least; // [bins] smallest value in a bin
  private final double[] greatest; // [bins] greatest value in a bin
  private final char[] codes; // [rows] each row's bin

  private Bins(double[] least, double[] greatest, char[] codes) {
    this.least = least;
    this.greatest = greatest;
    this.codes = codes;
  }

  /**
   * @param column a value for each row of the data
   * @param rows numbers of the rows to take
   */
  static Bins of(double[] column, int[] rows) {
    double[] values = new double[rows.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = column[rows[i]] + 0.0; // -0.0 is 0.0
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] greatest = greatest(sorted);
    double[] least = new double[greatest.length];
    char[] codes = new char[values.length];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (int i = 0; i < values.length; i++) {
      int found = Arrays.binarySearch(greatest, values[i]);
      int bin = found >= 0 ? found : -found - 1;
      codes[i] = (char) bin;
      least[bin] = Math.min(least[bin], values[i]);
    }
    return new Bins(least, greatest, codes);
  }

  /** The greatest value of each bin: equal values share a bin, and a full bin ends. */
  private static double[] greatest(double[] sorted) {
    int distinct = 1;
    for (int i = 1; i < sorted.length; i++) {
      distinct += sorted[i] > sorted[i - 1] ? 1 : 0;
    }
    double[] ends = new double[Math.min(distinct, MOST)];
    int bin = 0;
    int first = 0;
    for (int i = 0; i < sorted.length; i++) {
      boolean ends1 = i + 1 == sorted.length || sorted[i + 1] > sorted[i];
      boolean full =
          distinct <= MOST || i + 1 - first >= (double) (sorted.length - first) / (MOST - bin);
      if (ends1 && (full || i + 1 == sorted.length)) {
        ends[bin++] = sorted[i];
        first = i + 1;
      }
    }
    return Arrays.copyOf(ends, bin);
  }

  int count() {
    return greatest.length;
  }

  /** The bin of each row, by its place among the rows that were taken. */
  char[] codes() {
    return codes;
  }

  /**
   * A threshold between two bins, halfway: the values of the lower one are at most it, those of the
   * upper one above.
   */
  double between(int lower, int upper) {
    double low = greatest[lower];
    double high = least[upper];
    double half = low / 2 + high / 2;
    return low <= half && half < high ? half : low;
  }
}
