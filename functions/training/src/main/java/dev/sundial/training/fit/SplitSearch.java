package dev.sundial.training.fit;

import java.util.Arrays;

/**
 * Finds the split of a node's rows on one feature that leaves the least impurity: Gini index of
 * labels, variance of numbers. Both come down to the greatest {@code Σ left²/|left| + Σ
 * right²/|right|}, of the rows of each label or of the sum of the numbers (L. Breiman et al.,
 * "Classification and Regression Trees", 1984).
 *
 * <p>A node of many rows is swept by a histogram over the bins, a node of few rows by sorting them.
 * Not for concurrent use: holds the buffers of one tree's growth.
 */
final class SplitSearch {
  /** Most outputs a histogram is made for; beyond, sorting is the faster way at any size. */
  private static final int WIDEST = 256;

  private final Bins[] features;
  private final ForestTarget<?> target;
  private final int minLeafRows;
  private final int[] weight; // [rows] how often a row was drawn

  private final double[] total; // [outputs] of the node
  private final double[] left; // [outputs] of the rows passed; 0 between two features
  private double nodeRows;
  private double nodeSquares;
  private double impurity;

  private double leftRows;
  private double leftSquares;
  private double rightSquares;

  private final double[] histogram; // [bins × outputs]
  private final double[] binRows; // [bins]
  private long[] sorted = new long[64]; // bin << 32 | row

  // The best split of the node so far.
  private double best;
  private int feature;
  private int lower;
  private int upper;

  SplitSearch(Bins[] features, ForestTarget<?> target, int minLeafRows, int[] weight) {
    this.features = features;
    this.target = target;
    this.minLeafRows = minLeafRows;
    this.weight = weight;
    this.total = new double[target.outputs()];
    this.left = new double[target.outputs()];
    int bins = Arrays.stream(features).mapToInt(Bins::count).max().orElse(1);
    this.binRows = new double[bins];
    this.histogram = new double[Math.multiplyExact(bins, Math.min(target.outputs(), WIDEST))];
  }

  /** Begins a node: rows[from..to) of the training part. */
  void node(int[] rows, int from, int to) {
    nodeRows = 0;
    double valueSquares = 0;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      double value = target.value(row);
      total[target.output(row)] += weight[row] * value;
      valueSquares += weight[row] * value * value;
      nodeRows += weight[row];
    }
    nodeSquares = 0;
    for (int i = from; i < to; i++) {
      int output = target.output(rows[i]);
      if (left[output] == 0) {
        nodeSquares += total[output] * total[output];
        left[output] = 1;
      }
    }
    clear(left, rows, from, to);
    impurity = Math.max(0, valueSquares / nodeRows - nodeSquares / nodeRows / nodeRows);
    best = Double.NEGATIVE_INFINITY;
    feature = -1;
  }

  /** Ends a node, once its totals are no longer needed. */
  void done(int[] rows, int from, int to) {
    clear(total, rows, from, to);
  }

  /** Zeroes what the rows can have changed. */
  private void clear(double[] sums, int[] rows, int from, int to) {
    if (sums.length <= to - from) {
      Arrays.fill(sums, 0);
      return;
    }
    for (int i = from; i < to; i++) {
      sums[target.output(rows[i])] = 0;
    }
  }

  /** Rows of the node, each as often as it was drawn. */
  double rows() {
    return nodeRows;
  }

  /** Of the node: its Gini index, or variance. */
  double impurity() {
    return impurity;
  }

  /** Of the node: drawn rows of a label, or the sum of the numbers. */
  double total(int output) {
    return total[output];
  }

  /**
   * Looks for a better split on a feature.
   *
   * @return whether the feature varies among the rows
   */
  boolean look(int candidate, int[] rows, int from, int to) {
    leftRows = 0;
    leftSquares = 0;
    rightSquares = nodeSquares;
    int count = to - from;
    int bins = features[candidate].count();
    double sorting = 2.0 * count * (32 - Integer.numberOfLeadingZeros(count));
    boolean varies =
        target.outputs() > WIDEST || sorting < (double) bins * target.outputs()
            ? sweepSorted(candidate, rows, from, to)
            : sweepHistogram(candidate, bins, rows, from, to);
    clear(left, rows, from, to);
    return varies;
  }

  private boolean sweepHistogram(int candidate, int bins, int[] rows, int from, int to) {
    int outputs = target.outputs();
    char[] codes = features[candidate].codes();
    Arrays.fill(histogram, 0, bins * outputs, 0);
    Arrays.fill(binRows, 0, bins, 0);
    target.gather(rows, from, to, codes, weight, histogram, binRows);
    int last = -1;
    for (int bin = 0; bin < bins; bin++) {
      if (binRows[bin] == 0) {
        continue;
      }
      if (last >= 0) {
        consider(candidate, last, bin);
      }
      for (int output = 0; output < outputs; output++) {
        double moved = histogram[bin * outputs + output];
        if (moved != 0) {
          move(output, moved);
        }
      }
      leftRows += binRows[bin];
      if (last >= 0 && leftRows == nodeRows) {
        return true;
      }
      last = bin;
    }
    return false;
  }

  private boolean sweepSorted(int candidate, int[] rows, int from, int to) {
    char[] codes = features[candidate].codes();
    int count = to - from;
    if (sorted.length < count) {
      sorted = new long[Math.max(count, sorted.length * 2)];
    }
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      sorted[i] = (long) codes[row] << 32 | row;
    }
    Arrays.sort(sorted, 0, count);
    int first = (int) (sorted[0] >>> 32);
    int last = first;
    for (int i = 0; i < count; i++) {
      int bin = (int) (sorted[i] >>> 32);
      int row = (int) sorted[i];
      if (bin != last) {
        consider(candidate, last, bin);
        last = bin;
      }
      move(target.output(row), weight[row] * target.value(row));
      leftRows += weight[row];
    }
    return last != first;
  }

  /** Moves rows of a label, or a part of the sum, from the right to the left. */
  private void move(int output, double moved) {
    double before = left[output];
    double right = total[output] - before;
    leftSquares += moved * (2 * before + moved);
    rightSquares += moved * (moved - 2 * right);
    left[output] = before + moved;
  }

  private void consider(int candidate, int below, int above) {
    double rightRows = nodeRows - leftRows;
    if (leftRows < minLeafRows || rightRows < minLeafRows) {
      return;
    }
    double score = leftSquares / leftRows + rightSquares / rightRows;
    if (score > best) {
      best = score;
      feature = candidate;
      lower = below;
      upper = above;
    }
  }

  /** Whether any split was found. */
  boolean found() {
    return feature >= 0;
  }

  /** Of the best split: the feature it reads. */
  int feature() {
    return feature;
  }

  /** Of the best split: the greatest bin that goes left. */
  int lower() {
    return lower;
  }

  /** Of the best split: what a row's value must at most be to go left. */
  double threshold() {
    return features[feature].between(lower, upper);
  }
}
