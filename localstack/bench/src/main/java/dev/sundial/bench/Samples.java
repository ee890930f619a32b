package dev.sundial.bench;

import java.util.Arrays;

/** Numbers of one kind, in order of size. */
final class Samples {
  private final double[] sorted;

  /**
   * @param values at least one
   */
  Samples(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no samples");
    }
    this.sorted = values.clone();
    Arrays.sort(sorted);
  }

  /** The middle one, or the mean of the two in the middle. */
  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The smallest that so many of a hundred do not exceed: the nearest rank.
   *
   * @param percent above 0, at most 100
   */
  double percentile(double percent) {
    int rank = (int) Math.ceil(percent * sorted.length / 100);
    return sorted[Math.clamp(rank, 1, sorted.length) - 1];
  }
}
