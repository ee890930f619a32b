package dev.sundial.scoring;

import dev.sundial.spec.Task;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A forest of decision trees with equal votes: the mean of the leaves that a row ends in, which are
 * class frequencies or a number (L. Breiman, "Random Forests", 2001, with the averaged
 * probabilities of scikit-learn instead of votes for one label).
 *
 * <p>Leaves that say the same are kept once, and only the labels they speak for.
 */
public final class ForestScorer implements Scorer {
  /** Largest number that a leaf of a regression may hold, so that no sum overflows. */
  static final double MAX_VALUE = 1e300;

  /** Rows of a batch that walk a tree before the next tree is looked at. */
  private static final int BLOCK = 256;

  private static final double SUM_TOLERANCE = 1e-6;

  private final FeatureSchema schema;
  private final Grove grove;
  private final int[] start; // [leaves + 1] each leaf's first entry, then the count of entries
  private final int[] output; // [entries] ascending within a leaf
  private final double[] value; // [entries]

  private ForestScorer(FeatureSchema schema, Leaves leaves, Grove grove) {
    this.schema = schema;
    this.grove = grove;
    this.start = Arrays.copyOf(leaves.start, leaves.count + 1);
    this.output = Arrays.copyOf(leaves.output, leaves.entries());
    this.value = Arrays.copyOf(leaves.value, leaves.entries());
  }

  /** A forest to be given tree by tree, each in preorder. */
  public static Builder builder(FeatureSchema schema) {
    return new Builder(schema);
  }

  static ForestScorer read(FeatureSchema schema, ScorerInput in) throws MalformedArtefactException {
    Leaves leaves = new Leaves(schema);
    boolean numbers = schema.task() == Task.REGRESSION;
    int least = numbers ? Double.BYTES : 2 * Integer.BYTES + Double.BYTES;
    int count = in.count("leaves", Grove.MAX_NODES, least);
    for (int leaf = 0; leaf < count; leaf++) {
      int entries =
          numbers ? 1 : in.count("labels", schema.outputs(), Integer.BYTES + Double.BYTES);
      for (int entry = 0; entry < entries; entry++) {
        leaves.entry(numbers ? 0 : in.integer(), in.number());
      }
      leaves.end();
    }
    Grove grove = Grove.read(in, new Grove.Builder(schema.features().size(), leaves::check));
    return new ForestScorer(schema, leaves, grove);
  }

  void write(ScorerOutput out) {
    boolean numbers = schema.task() == Task.REGRESSION;
    out.integer(start.length - 1);
    for (int leaf = 0; leaf < start.length - 1; leaf++) {
      if (!numbers) {
        out.integer(start[leaf + 1] - start[leaf]);
      }
      for (int entry = start[leaf]; entry < start[leaf + 1]; entry++) {
        if (!numbers) {
          out.integer(output[entry]);
        }
        out.number(value[entry]);
      }
    }
    grove.write(out);
  }

  @Override
  public FeatureSchema schema() {
    return schema;
  }

  @Override
  public ScorerFamily family() {
    return ScorerFamily.FOREST;
  }

  /** How many trees vote. */
  public int trees() {
    return grove.trees();
  }

  /** How many splits and leaves the trees have together. */
  public int nodes() {
    return grove.nodes();
  }

  @Override
  public void score(double[] rows, int from, double[] out, int at) {
    int outputs = schema.outputs();
    Arrays.fill(out, at, at + outputs, 0);
    for (int tree = 0; tree < grove.trees(); tree++) {
      add(grove.leaf(tree, rows, from), out, at);
    }
    divide(out, at, outputs);
  }

  @Override
  public void score(double[] rows, int count, double[] out) {
    int features = schema.features().size();
    int outputs = schema.outputs();
    Arrays.fill(out, 0, count * outputs, 0);
    int[] leaves = new int[Math.min(BLOCK, count)];
    for (int block = 0; block < count; block += BLOCK) {
      int end = Math.min(block + BLOCK, count);
      for (int tree = 0; tree < grove.trees(); tree++) {
        grove.leaves(tree, rows, block * features, features, end - block, leaves);
        for (int row = block; row < end; row++) {
          add(leaves[row - block], out, row * outputs);
        }
      }
    }
    divide(out, 0, count * outputs);
  }

  private void add(int leaf, double[] out, int at) {
    for (int entry = start[leaf]; entry < start[leaf + 1]; entry++) {
      out[at + output[entry]] += value[entry];
    }
  }

  private void divide(double[] out, int at, int count) {
    for (int score = at; score < at + count; score++) {
      out[score] /= grove.trees();
    }
  }

  /** The leaves' values, one after the other. */
  private static final class Leaves {
    private final FeatureSchema schema;
    private int[] start = new int[16];
    private int[] output = new int[16];
    private double[] value = new double[16];
    private int count;

    Leaves(FeatureSchema schema) {
      this.schema = schema;
    }

    int entries() {
      return start[count];
    }

    private int next;

    void entry(int label, double number) {
      if (label < 0 || label >= schema.outputs()) {
        throw new IllegalArgumentException(
            "a leaf must speak for an output from 0 to "
                + (schema.outputs() - 1)
                + ", was "
                + label);
      }
      if (next > start[count] && output[next - 1] >= label) {
        throw new IllegalArgumentException("a leaf's labels must ascend");
      }
      boolean sound =
          switch (schema.task()) {
            case CLASSIFICATION -> number > 0 && number <= 1;
            case REGRESSION -> Math.abs(number) <= MAX_VALUE;
          };
      if (!sound) {
        throw new IllegalArgumentException("a leaf must not hold " + number);
      }
      if (next == value.length) {
        output = Arrays.copyOf(output, next * 2);
        value = Arrays.copyOf(value, next * 2);
      }
      output[next] = label;
      value[next++] = number;
    }

    /** Ends a leaf; its number. */
    int end() {
      double sum = 0;
      for (int entry = start[count]; entry < next; entry++) {
        sum += value[entry];
      }
      if (next == start[count]
          || (schema.task() == Task.CLASSIFICATION && !(Math.abs(sum - 1) <= SUM_TOLERANCE))) {
        throw new IllegalArgumentException("a leaf's frequencies must add up to 1, were " + sum);
      }
      if (count + 2 > start.length) {
        start = Arrays.copyOf(start, start.length * 2);
      }
      start[++count] = next;
      return count - 1;
    }

    void check(int leaf) {
      if (leaf < 0 || leaf >= count) {
        throw new IllegalArgumentException(
            "a tree must end in a leaf from 0 to " + (count - 1) + ", was " + leaf);
      }
    }
  }

  /** Takes trees in preorder: a split, then all of its left side, then all of its right side. */
  public static final class Builder {
    private final FeatureSchema schema;
    private final Leaves leaves;
    private final Grove.Builder trees;
    private final Map<Key, Integer> known = new HashMap<>();

    /** A leaf's values, to find equal ones. */
    private record Key(int[] labels, double[] values) {
      @Override
      public boolean equals(Object other) {
        return other instanceof Key that
            && Arrays.equals(labels, that.labels)
            && Arrays.equals(values, that.values);
      }

      @Override
      public int hashCode() {
        return 31 * Arrays.hashCode(labels) + Arrays.hashCode(values);
      }
    }

    private Builder(FeatureSchema schema) {
      this.schema = schema;
      this.leaves = new Leaves(schema);
      this.trees = new Grove.Builder(schema.features().size(), leaves::check);
    }

    /**
     * Adds a split.
     *
     * @param feature index of the feature it reads
     * @param threshold rows at most this go left; finite
     */
    public Builder split(int feature, double threshold) {
      trees.split(feature, threshold);
      return this;
    }

    /** Adds a leaf of a regression: the predicted number. */
    public Builder leaf(double number) {
      return leaf(new int[] {0}, new double[] {number});
    }

    /**
     * Adds a leaf of a classification.
     *
     * @param labels ascending indices into the schema's labels
     * @param frequencies of each of them, above 0 and adding up to 1
     */
    public Builder leaf(int[] labels, double[] frequencies) {
      if (labels.length != frequencies.length || labels.length > schema.outputs()) {
        throw new IllegalArgumentException("a leaf must have a frequency for each label");
      }
      trees.leaf(known.computeIfAbsent(new Key(labels.clone(), frequencies.clone()), this::add));
      return this;
    }

    private int add(Key key) {
      for (int i = 0; i < key.labels().length; i++) {
        leaves.entry(key.labels()[i], key.values()[i]);
      }
      return leaves.end();
    }

    /**
     * @throws IllegalArgumentException when there is no tree, or a split lacks a side
     */
    public ForestScorer build() {
      return new ForestScorer(schema, leaves, trees.build());
    }
  }
}
