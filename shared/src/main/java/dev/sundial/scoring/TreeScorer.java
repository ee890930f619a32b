package dev.sundial.scoring;

import dev.sundial.spec.Task;
import java.util.Arrays;

/**
 * One binary decision tree: a row goes left where its feature is at most the threshold, right where
 * it is above, and gets the scores of the leaf it ends in: the class frequencies, or the mean.
 *
 * <p>The nodes lie in preorder, so the left child of a split is the next node.
 */
public final class TreeScorer implements Scorer {
  /** Most nodes a tree may have. */
  public static final int MAX_NODES = 10_000_000;

  static final int LEAF = -1;

  private final FeatureSchema schema;
  private final int[] feature; // [nodes] LEAF at leaves
  private final double[] threshold; // [nodes] 0 at leaves
  private final int[] link; // [nodes] a split's right child; a leaf's first score
  private final double[] scores; // [leaves × outputs]

  private TreeScorer(Builder built) {
    this.schema = built.schema;
    this.feature = Arrays.copyOf(built.feature, built.nodes);
    this.threshold = Arrays.copyOf(built.threshold, built.nodes);
    this.link = Arrays.copyOf(built.link, built.nodes);
    this.scores = Arrays.copyOf(built.scores, built.leaves * schema.outputs());
  }

  /** A tree to be given node by node, in preorder. */
  public static Builder builder(FeatureSchema schema) {
    return new Builder(schema);
  }

  static TreeScorer read(FeatureSchema schema, ScorerInput in) throws MalformedArtefactException {
    int nodes = in.count("nodes", MAX_NODES, Integer.BYTES + Double.BYTES);
    Builder builder = new Builder(schema);
    double[] leaf = new double[schema.outputs()];
    for (int node = 0; node < nodes; node++) {
      int feature = in.integer();
      if (feature == LEAF) {
        in.numbers(leaf);
        builder.leaf(leaf);
      } else {
        builder.split(feature, in.number());
      }
    }
    return builder.build();
  }

  void write(ScorerOutput out) {
    out.integer(feature.length);
    for (int node = 0; node < feature.length; node++) {
      out.integer(feature[node]);
      if (feature[node] == LEAF) {
        out.numbers(scores, link[node], schema.outputs());
      } else {
        out.number(threshold[node]);
      }
    }
  }

  @Override
  public FeatureSchema schema() {
    return schema;
  }

  @Override
  public ScorerFamily family() {
    return ScorerFamily.TREE;
  }

  /** How many splits and leaves the tree has. */
  public int nodes() {
    return feature.length;
  }

  @Override
  public void score(double[] rows, int from, double[] out, int at) {
    int node = 0;
    int read = feature[0];
    while (read != LEAF) {
      node = rows[from + read] <= threshold[node] ? node + 1 : link[node];
      read = feature[node];
    }
    System.arraycopy(scores, link[node], out, at, schema.outputs());
  }

  /** Takes a tree in preorder: a split, then all of its left side, then all of its right side. */
  public static final class Builder {
    private static final double SUM_TOLERANCE = 1e-6;

    private final FeatureSchema schema;
    private int[] feature = new int[16];
    private double[] threshold = new double[16];
    private int[] link = new int[16];
    private double[] scores = new double[0];
    private int nodes;
    private int leaves;

    /** Splits whose right side has not begun, innermost last. */
    private int[] open = new int[16];

    private int opened;
    private boolean whole;

    private Builder(FeatureSchema schema) {
      this.schema = schema;
    }

    /**
     * Adds a split.
     *
     * @param index of the feature it reads
     * @param at rows at most this go left; finite
     */
    public Builder split(int index, double at) {
      if (index < 0 || index >= schema.features().size()) {
        throw new IllegalArgumentException(
            "a split must read a feature from 0 to "
                + (schema.features().size() - 1)
                + ", was "
                + index);
      }
      if (!Double.isFinite(at)) {
        throw new IllegalArgumentException("a threshold must be finite, was " + at);
      }
      int node = add(index, at);
      if (opened == open.length) {
        open = Arrays.copyOf(open, opened * 2);
      }
      open[opened++] = node;
      return this;
    }

    /**
     * Adds a leaf.
     *
     * @param values length outputs; classification: frequencies adding up to 1; regression: the
     *     predicted number, finite
     */
    public Builder leaf(double... values) {
      check(values);
      int node = add(LEAF, 0);
      int first = Math.multiplyExact(leaves++, values.length);
      int end = Math.addExact(first, values.length);
      if (end > scores.length) {
        scores = Arrays.copyOf(scores, (int) Math.min(Integer.MAX_VALUE - 8, end * 2L));
      }
      System.arraycopy(values, 0, scores, first, values.length);
      link[node] = first;
      if (opened == 0) {
        whole = true;
      } else {
        link[open[--opened]] = nodes;
      }
      return this;
    }

    /**
     * @throws IllegalArgumentException when a split still lacks a side
     */
    public TreeScorer build() {
      if (!whole) {
        throw new IllegalArgumentException("the tree must end with a leaf for every side");
      }
      return new TreeScorer(this);
    }

    private int add(int index, double at) {
      if (whole) {
        throw new IllegalArgumentException("the tree must end with its last leaf");
      }
      if (nodes == MAX_NODES) {
        throw new IllegalArgumentException("a tree must have at most " + MAX_NODES + " nodes");
      }
      if (nodes == feature.length) {
        feature = Arrays.copyOf(feature, nodes * 2);
        threshold = Arrays.copyOf(threshold, nodes * 2);
        link = Arrays.copyOf(link, nodes * 2);
      }
      feature[nodes] = index;
      threshold[nodes] = at;
      return nodes++;
    }

    private void check(double[] values) {
      if (values.length != schema.outputs()) {
        throw new IllegalArgumentException(
            "a leaf must have " + schema.outputs() + " scores, had " + values.length);
      }
      double sum = 0;
      for (double value : values) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException("a leaf's scores must be finite, held " + value);
        }
        if (schema.task() == Task.CLASSIFICATION && (value < 0 || value > 1)) {
          throw new IllegalArgumentException("a frequency must be from 0 to 1, was " + value);
        }
        sum += value;
      }
      if (schema.task() == Task.CLASSIFICATION && Math.abs(sum - 1) > SUM_TOLERANCE) {
        throw new IllegalArgumentException("a leaf's frequencies must add up to 1, were " + sum);
      }
    }
  }
}
