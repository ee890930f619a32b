package dev.sundial.training.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tribuo.common.tree.AbstractTrainingNode;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.regression.Regressor;

/**
 * A node of a tree of numbers while it is grown: a range of sorted rows, their mean and variance.
 * It splits where the squared errors of both sides' means add up to the least; the first of equally
 * good places wins.
 */
final class SquaredErrorNode extends AbstractTrainingNode<Regressor> {
  private static final long serialVersionUID = 1L;

  private final transient SortedRows rows;
  private final int from;
  private final int to;
  private final double mean;

  private SquaredErrorNode(
      SortedRows rows,
      int from,
      int to,
      double mean,
      double variance,
      int depth,
      LeafDeterminer limits) {
    super(depth, to - from, limits);
    this.rows = rows;
    this.from = from;
    this.to = to;
    this.mean = mean;
    this.impurityScore = variance;
  }

  static SquaredErrorNode root(SortedRows rows, LeafDeterminer limits) {
    return of(rows, 0, rows.count(), 0, limits);
  }

  private static SquaredErrorNode of(
      SortedRows rows, int from, int to, int depth, LeafDeterminer limits) {
    double sum = 0;
    for (int place = from; place < to; place++) {
      sum += rows.target(0, place);
    }
    double mean = sum / (to - from);
    double squares = 0;
    for (int place = from; place < to; place++) {
      double deviation = rows.target(0, place) - mean;
      squares += deviation * deviation;
    }
    return new SquaredErrorNode(rows, from, to, mean, squares / (to - from), depth, limits);
  }

  @Override
  public List<AbstractTrainingNode<Regressor>> buildTree(
      int[] features, SplittableRandom rng, boolean useRandomSplitPoints) {
    Split best = Split.NONE;
    for (int feature : features) {
      SortedRows.look();
      best = best(feature, best);
    }
    return best.gain > 0 ? parted(best) : List.of();
  }

  /**
   * A place to split at.
   *
   * @param gain by how much the squared errors fall
   * @param at first place of the right side in the feature's order
   */
  private record Split(double gain, int feature, int at) {
    static final Split NONE = new Split(0, -1, -1);
  }

  /** With targets less their mean m: Σ(y−m)² falls by s²/l + s²/r, s the left side's sum. */
  private Split best(int feature, Split before) {
    double gain = before.gain;
    int at = -1;
    double sum = 0;
    double value = rows.value(feature, from);
    for (int place = from + 1; place < to; place++) {
      sum += rows.target(feature, place - 1) - mean;
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
    return at < 0 ? before : new Split(gain, feature, at);
  }

  private List<AbstractTrainingNode<Regressor>> parted(Split best) {
    split = true;
    splitID = best.feature;
    splitValue = (rows.value(best.feature, best.at - 1) + rows.value(best.feature, best.at)) / 2;
    rows.part(best.feature, from, best.at, to);
    SquaredErrorNode left = of(rows, from, best.at, depth + 1, leafDeterminer);
    SquaredErrorNode right = of(rows, best.at, to, depth + 1, leafDeterminer);
    List<AbstractTrainingNode<Regressor>> open = new ArrayList<>(2);
    lessThanOrEqual = settled(left, open);
    greaterThan = settled(right, open);
    return open;
  }

  private Node<Regressor> settled(
      SquaredErrorNode child, List<AbstractTrainingNode<Regressor>> open) {
    if (shouldMakeLeaf(child.impurityScore, child.getWeightSum())) {
      return child.leaf();
    }
    open.add(child);
    return child;
  }

  private LeafNode<Regressor> leaf() {
    return new LeafNode<>(impurityScore, new Regressor(rows.dimension(), mean), Map.of(), false);
  }

  @Override
  public Node<Regressor> convertTree() {
    return split ? createSplitNode() : leaf();
  }

  @Override
  public float getWeightSum() {
    return numExamples;
  }

  @Override
  public double getImpurity() {
    return impurityScore;
  }
}
