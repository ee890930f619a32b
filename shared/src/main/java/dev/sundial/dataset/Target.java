package dev.sundial.dataset;

import java.util.List;

/** What is to be predicted, one value a row. Arrays are shared, not copied: do not write. */
public sealed interface Target {

  /** How many rows. */
  int rows();

  /**
   * Classification.
   *
   * @param names distinct labels in text order
   * @param ids length rows, each an index into the names
   */
  record Labels(List<String> names, int[] ids) implements Target {
    public Labels {
      names = List.copyOf(names);
    }

    @Override
    public int rows() {
      return ids.length;
    }

    /** How many rows have each label, length names. */
    public int[] counts() {
      int[] counts = new int[names.size()];
      for (int id : ids) {
        counts[id]++;
      }
      return counts;
    }
  }

  /**
   * Regression.
   *
   * @param values length rows, finite
   */
  record Numbers(double[] values) implements Target {
    @Override
    public int rows() {
      return values.length;
    }
  }
}
