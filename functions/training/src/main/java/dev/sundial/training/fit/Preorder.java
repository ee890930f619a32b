package dev.sundial.training.fit;

import dev.sundial.scoring.FeatureSchema;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.tribuo.Output;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;

/** Walks a tree of Tribuo's as scorers take them: a split, all of its left side, then its right. */
final class Preorder {
  private final Map<String, Integer> features = new HashMap<>();

  /**
   * What a walk comes by.
   *
   * @param <T> Tribuo's output
   */
  interface Visitor<T extends Output<T>> {
    /**
     * @param feature its place in the schema
     */
    void split(int feature, double threshold);

    void leaf(LeafNode<T> leaf);
  }

  Preorder(FeatureSchema schema) {
    schema.features().forEach(name -> features.put(name, features.size()));
  }

  <T extends Output<T>> void walk(TreeModel<T> tree, Visitor<T> visitor) {
    Deque<Node<T>> open = new ArrayDeque<>();
    open.push(tree.getRoot());
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case SplitNode<T> split -> {
          String name = tree.getFeatureIDMap().get(split.getFeatureID()).getName();
          visitor.split(features.getOrDefault(name, -1), split.splitValue());
          open.push(split.getGreaterThan());
          open.push(split.getLessThanOrEqual());
        }
        case LeafNode<T> leaf -> visitor.leaf(leaf);
        case Node<T> other -> throw new IllegalStateException("a tree has no " + other.getClass());
      }
    }
  }
}
