package dev.sundial.training.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tribuo.Output;
import org.tribuo.common.tree.AbstractTrainingNode;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;

/**
 * A node of a tree while it is grown: a range of sorted rows. It splits where the impurity falls
 * the most; the first of equally good places wins.
 *
 * @param <T> Tribuo's output
 */
abstract class SortedNode<T extends Output<T>> extends AbstractTrainingNode<T> {
  private static final long serialVersionUID = 1L;

  protected final transient SortedRows rows;
  protected final int from;
  protected final int to;

  /**
   * @param from first place of the node's rows in every order
   * @param to after the last
   * @param impurity 0 when nothing is left to tell apart
   */
  protected SortedNode(
      SortedRows rows, int from, int to, double impurity, int depth, LeafDeterminer limits) {
    super(depth, to - from, limits);
    this.rows = rows;
    this.from = from;
    this.to = to;
    this.impurityScore = impurity;
  }

  /**
   * A place to split at.
   *
   * @param gain by how much the impurity falls
   * @param feature Tribuo's number
   * @param at first place of the right side in the feature's order
   */
  protected record Split(double gain, int feature, int at) {
    static final Split NONE = new Split(0, -1, -1);
  }

  /** The best split on a feature, if its gain is above another's; else the other. */
  abstract Split best(int feature, Split other);

  /** A side of this node, its rows parted already. */
  abstract SortedNode<T> child(int first, int end);

  abstract LeafNode<T> leaf();

  @Override
  public List<AbstractTrainingNode<T>> buildTree(
      int[] features, SplittableRandom rng, boolean useRandomSplitPoints) {
    Split best = Split.NONE;
    for (int feature : features) {
      Cores.look();
      best = best(feature, best);
    }
    return best.gain > 0 ? parted(best) : List.of();
  }

  private List<AbstractTrainingNode<T>> parted(Split best) {
    split = true;
    splitID = best.feature;
    splitValue = (rows.value(best.feature, best.at - 1) + rows.value(best.feature, best.at)) / 2;
    rows.part(best.feature, from, best.at, to);
    List<AbstractTrainingNode<T>> open = new ArrayList<>(2);
    lessThanOrEqual = settled(child(from, best.at), open);
    greaterThan = settled(child(best.at, to), open);
    return open;
  }

  private Node<T> settled(SortedNode<T> child, List<AbstractTrainingNode<T>> open) {
    if (shouldMakeLeaf(child.impurityScore, child.getWeightSum())) {
      return child.leaf();
    }
    open.add(child);
    return child;
  }

  @Override
  public Node<T> convertTree() {
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
