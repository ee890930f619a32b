package dev.sundial.training.fit;

import java.util.Map;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.regression.Regressor;

/** A node of a tree of numbers, by their variance; a leaf says their mean. */
final class SquaredErrorNode extends SortedNode<Regressor> {
  private static final long serialVersionUID = 1L;

  /**
   * What all nodes of a tree look at.
   *
   * @param dimension Tribuo's name of what is predicted
   * @param numbers length rows
   */
  private record Target(String dimension, double[] numbers) {}

  private final transient Target target;
  private final double mean;

  private SquaredErrorNode(
      SortedRows rows,
      Target target,
      int from,
      int to,
      double mean,
      double variance,
      int depth,
      LeafDeterminer limits) {
    super(rows, from, to, variance, depth, limits);
    this.target = target;
    this.mean = mean;
  }

  static SquaredErrorNode root(Dataset<Regressor> examples, LeafDeterminer limits) {
    double[] numbers = new double[examples.size()];
    int row = 0;
    for (Example<Regressor> example : examples) {
      numbers[row++] = example.getOutput().getValues()[0];
    }
    String dimension = examples.getOutputIDInfo().getDomain().iterator().next().getNames()[0];
    return of(
        SortedRows.of(examples), new Target(dimension, numbers), 0, numbers.length, 0, limits);
  }

  private static SquaredErrorNode of(
      SortedRows rows, Target target, int from, int to, int depth, LeafDeterminer limits) {
    double[] numbers = target.numbers;
    double sum = 0;
    for (int place = from; place < to; place++) {
      sum += numbers[rows.row(0, place)];
    }
    double mean = sum / (to - from);
    double squares = 0;
    for (int place = from; place < to; place++) {
      double deviation = numbers[rows.row(0, place)] - mean;
      squares += deviation * deviation;
    }
    double variance = squares / (to - from);
    return new SquaredErrorNode(rows, target, from, to, mean, variance, depth, limits);
  }

  @Override
  SquaredErrorNode child(int first, int end) {
    return of(rows, target, first, end, depth + 1, leafDeterminer);
  }

  /** With numbers less their mean m: Σ(y−m)² falls by s²/l + s²/r, s the left side's sum. */
  @Override
  Split best(int feature, Split other) {
    double gain = other.gain();
    int at = -1;
    double sum = 0;
    double value = rows.value(feature, from);
    for (int place = from + 1; place < to; place++) {
      sum += target.numbers[rows.row(feature, place - 1)] - mean;
      double next = rows.value(feature, place);
      if (value < next) {
        double here = sum * sum * (1.0 / (place - from) + 1.0 / (to - place));
        if (here > gain) {
          gain = here;
          at = place;
        }
      }
      value = next;
    }
    return at < 0 ? other : new Split(gain, feature, at);
  }

  @Override
  LeafNode<Regressor> leaf() {
    return new LeafNode<>(impurityScore, new Regressor(target.dimension, mean), Map.of(), false);
  }
}
