package dev.sundial.training.fit;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.tribuo.Output;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;

/**
 * Grows one tree of a forest on rows drawn with replacement. Each split chooses the best of some
 * features drawn at random; a feature that does not vary in the node does not count as one of them.
 * Not for concurrent use.
 *
 * @param <T> Tribuo's output
 */
final class TreeGrowth<T extends Output<T>> {
  private final Bins[] features;
  private final int[] featureIds; // [features] Tribuo's
  private final ForestTarget<T> target;
  private final ForestLimits limits;
  private final ForestSize size;
  private final SplittableRandom random;
  private final int[] rows; // drawn at least once, ascending within a node
  private final int[] aside;
  private final int[] order; // of the features, shuffled anew for each node
  private final SplitSearch search;

  TreeGrowth(
      Bins[] features,
      int[] featureIds,
      ForestTarget<T> target,
      ForestLimits limits,
      ForestSize size,
      long seed) {
    this.features = features;
    this.featureIds = featureIds;
    this.target = target;
    this.limits = limits;
    this.size = size;
    this.random = new SplittableRandom(seed);
    int[] weight = new int[features[0].codes().length];
    for (int draw = 0; draw < weight.length; draw++) {
      weight[random.nextInt(weight.length)]++;
    }
    this.rows = drawn(weight);
    this.aside = new int[rows.length];
    this.order = new int[features.length];
    Arrays.setAll(order, feature -> feature);
    this.search = new SplitSearch(features, target, limits.minLeafRows(), weight);
  }

  private static int[] drawn(int[] weight) {
    int[] rows = new int[weight.length];
    int count = 0;
    for (int row = 0; row < weight.length; row++) {
      rows[count] = row;
      count += weight[row] > 0 ? 1 : 0;
    }
    return Arrays.copyOf(rows, count);
  }

  Node<T> grow() {
    return grow(0, rows.length, 0);
  }

  private Node<T> grow(int from, int to, int depth) {
    Cores.look();
    search.node(rows, from, to);
    boolean leaf = depth == limits.maxDepth() || target.pure(rows, from, to) || !split(from, to);
    LeafNode<T> end = leaf ? target.leaf(search, rows, from, to) : null;
    double impurity = search.impurity();
    search.done(rows, from, to);
    if (end != null) {
      size.addLeaf(end.getDistribution().size());
      return end;
    }
    size.addSplit();
    double threshold = search.threshold();
    int id = featureIds[search.feature()];
    int middle = part(from, to, features[search.feature()].codes(), search.lower());
    Node<T> atMost = grow(from, middle, depth + 1);
    Node<T> above = grow(middle, to, depth + 1);
    return new SplitNode<>(threshold, id, impurity, above, atMost);
  }

  private boolean split(int from, int to) {
    int looked = 0;
    for (int i = 0; i < order.length && looked < limits.features(); i++) {
      int other = i + random.nextInt(order.length - i);
      int feature = order[other];
      order[other] = order[i];
      order[i] = feature;
      looked += search.look(feature, rows, from, to) ? 1 : 0;
    }
    return search.found();
  }

  /** Brings the rows up to a bin before the others, each side in its order; where it ends. */
  private int part(int from, int to, char[] codes, int lower) {
    int left = from;
    int right = 0;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      if (codes[row] <= lower) {
        rows[left++] = row;
      } else {
        aside[right++] = row;
      }
    }
    System.arraycopy(aside, 0, rows, left, right);
    return left;
  }
}
