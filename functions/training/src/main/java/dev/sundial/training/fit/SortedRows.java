package dev.sundial.training.fit;

import java.util.Arrays;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;

/**
 * Rows sorted by each feature, while a tree is grown. The rows of a node lie in the same range of
 * every order; parting a node parts its range in all of them and keeps them sorted. (M. Mehta, R.
 * Agrawal, J. Rissanen, "SLIQ: A Fast Scalable Classifier for Data Mining", 1996, sorts once like
 * this.)
 */
final class SortedRows {
  private final double[][] columns; // [features, as Tribuo numbers them][rows]
  private final int[][] orders; // [features][rows] row numbers
  private final boolean[] left; // [rows] scratch: the side a row goes to
  private final int[] kept; // [rows] scratch: rows that go right

  private SortedRows(double[][] columns, int count) {
    this.columns = columns;
    this.orders = new int[columns.length][];
    for (int feature = 0; feature < columns.length; feature++) {
      Cores.look();
      orders[feature] = sorted(columns[feature]);
    }
    this.left = new boolean[count];
    this.kept = new int[count];
  }

  static SortedRows of(Dataset<?> examples) {
    ImmutableFeatureMap ids = examples.getFeatureIDMap();
    double[][] columns = new double[ids.size()][examples.size()];
    int row = 0;
    for (Example<?> example : examples) {
      if (example.getWeight() != 1) {
        throw new IllegalArgumentException("rows must weigh 1, one was " + example.getWeight());
      }
      for (Feature feature : example) {
        columns[ids.getID(feature.getName())][row] = feature.getValue();
      }
      row++;
    }
    return new SortedRows(columns, examples.size());
  }

  /** Row numbers by value, equal ones in their order. */
  private static int[] sorted(double[] column) {
    double[] values = column.clone();
    Arrays.sort(values);
    int[] order = new int[column.length];
    int[] taken = new int[column.length];
    for (int row = 0; row < column.length; row++) {
      int first = first(values, column[row]);
      order[first + taken[first]++] = row;
    }
    return order;
  }

  /** Where a value stands first. */
  private static int first(double[] sorted, double value) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** Which row stands at a place of a feature's order. */
  int row(int feature, int place) {
    return orders[feature][place];
  }

  /** A row's feature, by its place in that feature's order. */
  double value(int feature, int place) {
    return columns[feature][orders[feature][place]];
  }

  /** Parts a node's range: what stands before {@code middle} in a feature's order goes left. */
  void part(int feature, int from, int middle, int to) {
    for (int place = from; place < to; place++) {
      left[orders[feature][place]] = place < middle;
    }
    for (int[] order : orders) {
      Cores.look();
      if (order != orders[feature]) {
        part(order, from, to);
      }
    }
  }

  private void part(int[] order, int from, int to) {
    int next = from;
    int right = 0;
    for (int place = from; place < to; place++) {
      int row = order[place];
      if (left[row]) {
        order[next++] = row;
      } else {
        kept[right++] = row;
      }
    }
    System.arraycopy(kept, 0, order, next, right);
  }
}
