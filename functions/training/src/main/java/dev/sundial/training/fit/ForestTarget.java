package dev.sundial.training.fit;

import dev.sundial.dataset.Target;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.regression.Regressor;

/**
 * What the trees of a forest predict, of the rows of the training part. A row adds its value to one
 * output: 1 to its label, or its number to the only one there is.
 *
 * @param <T> Tribuo's output
 */
sealed interface ForestTarget<T extends Output<T>> {

  /** How many sums there are: labels, or 1. */
  int outputs();

  /** Which of the sums a row adds to. */
  int output(int row);

  /** What a row adds. */
  double value(int row);

  /** Whether the rows all have the same label or number. */
  boolean pure(int[] rows, int from, int to);

  /** A leaf that says what the rows of the search's node have. */
  LeafNode<T> leaf(SplitSearch node, int[] rows, int from, int to);

  /**
   * Adds rows up by bin.
   *
   * @param histogram {@code [bins × outputs]} receives the sums
   * @param binRows {@code [bins]} receives how many rows there are, each as often as it was drawn
   */
  void gather(
      int[] rows,
      int from,
      int to,
      char[] codes,
      int[] weight,
      double[] histogram,
      double[] binRows);

  /** Labels: a leaf holds their frequencies. */
  final class Labels implements ForestTarget<Label> {
    private final int[] ids; // [rows]
    private final List<String> names;
    private final List<LeafNode<Label>> certain;

    Labels(Target.Labels target, int[] rows) {
      this.ids = Arrays.stream(rows).map(row -> target.ids()[row]).toArray();
      this.names = target.names();
      this.certain = names.stream().map(name -> leaf(Map.of(name, new Label(name, 1)))).toList();
    }

    private static LeafNode<Label> leaf(Map<String, Label> frequencies) {
      Label best =
          frequencies.values().stream()
              .reduce((a, b) -> b.getScore() > a.getScore() ? b : a)
              .orElseThrow();
      double impurity = 1;
      for (Label label : frequencies.values()) {
        impurity -= label.getScore() * label.getScore();
      }
      return new LeafNode<>(Math.max(0, impurity), best, frequencies, true);
    }

    @Override
    public int outputs() {
      return names.size();
    }

    @Override
    public int output(int row) {
      return ids[row];
    }

    @Override
    public double value(int row) {
      return 1;
    }

    @Override
    public boolean pure(int[] rows, int from, int to) {
      int id = ids[rows[from]];
      for (int i = from + 1; i < to; i++) {
        if (ids[rows[i]] != id) {
          return false;
        }
      }
      return true;
    }

    @Override
    public LeafNode<Label> leaf(SplitSearch node, int[] rows, int from, int to) {
      int[] present = new int[to - from];
      for (int i = from; i < to; i++) {
        present[i - from] = ids[rows[i]];
      }
      Arrays.sort(present);
      if (present[0] == present[present.length - 1]) {
        return certain.get(present[0]);
      }
      Map<String, Label> frequencies = new LinkedHashMap<>();
      int last = -1;
      for (int id : present) {
        if (id != last) {
          String name = names.get(id);
          frequencies.put(name, new Label(name, node.total(id) / node.rows()));
          last = id;
        }
      }
      return leaf(frequencies);
    }

    @Override
    public void gather(
        int[] rows,
        int from,
        int to,
        char[] codes,
        int[] weight,
        double[] histogram,
        double[] binRows) {
      int outputs = names.size();
      for (int i = from; i < to; i++) {
        int row = rows[i];
        int bin = codes[row];
        int drawn = weight[row];
        histogram[bin * outputs + ids[row]] += drawn;
        binRows[bin] += drawn;
      }
    }
  }

  /** Numbers, standardised: a leaf holds their mean. */
  final class Numbers implements ForestTarget<Regressor> {
    private final double[] values; // [rows]

    Numbers(NumberOutputs outputs, int[] rows) {
      this.values = Arrays.stream(rows).mapToDouble(outputs::standardised).toArray();
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public int output(int row) {
      return 0;
    }

    @Override
    public double value(int row) {
      return values[row];
    }

    @Override
    public boolean pure(int[] rows, int from, int to) {
      double value = values[rows[from]];
      for (int i = from + 1; i < to; i++) {
        if (values[rows[i]] != value) {
          return false;
        }
      }
      return true;
    }

    @Override
    public LeafNode<Regressor> leaf(SplitSearch node, int[] rows, int from, int to) {
      Regressor mean = new Regressor(NumberOutputs.DIMENSION, node.total(0) / node.rows());
      return new LeafNode<>(node.impurity(), mean, Map.of(), false);
    }

    @Override
    public void gather(
        int[] rows,
        int from,
        int to,
        char[] codes,
        int[] weight,
        double[] histogram,
        double[] binRows) {
      for (int i = from; i < to; i++) {
        int row = rows[i];
        int bin = codes[row];
        int drawn = weight[row];
        histogram[bin] += drawn * values[row];
        binRows[bin] += drawn;
      }
    }
  }
}
