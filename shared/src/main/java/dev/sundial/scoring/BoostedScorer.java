package dev.sundial.scoring;

import dev.sundial.spec.Task;
import java.util.Arrays;

/**
 * Trees that add up, in single precision as XGBoost adds them: tree after tree to the margin of its
 * output, which is the tree's number modulo the outputs. Classification answers the softmax of the
 * margins, regression {@code mean + scale · margin}.
 *
 * <p>Thresholds are of double precision: {@link #threshold} turns XGBoost's comparison of a feature
 * rounded to single precision into one of the feature itself.
 */
public final class BoostedScorer implements Scorer {
  /** Largest value of a leaf, so that no sum of {@link Grove#MAX_TREES} overflows. */
  static final float MAX_LEAF = 1e30f;

  /** Largest mean or scale of a regression, so that no answer overflows. */
  static final double MAX_SCALE = 1e250;

  private static final int BLOCK = 256;

  private final FeatureSchema schema;
  private final Grove grove;
  private final float base;
  private final double mean;
  private final double scale;

  private BoostedScorer(FeatureSchema schema, float base, double mean, double scale, Grove grove) {
    this.schema = schema;
    this.base = (float) bounded("base", base, MAX_LEAF);
    this.mean = bounded("mean", mean, MAX_SCALE);
    this.scale = bounded("scale", scale, MAX_SCALE);
    this.grove = grove;
    if (grove.trees() % schema.outputs() != 0) {
      throw new IllegalArgumentException(
          "there must be as many trees for each output, were "
              + grove.trees()
              + " for "
              + schema.outputs());
    }
    if (schema.task() == Task.CLASSIFICATION && (mean != 0 || scale != 1)) {
      throw new IllegalArgumentException("a classification must have mean 0 and scale 1");
    }
  }

  /**
   * Trees to be given one by one, each in preorder; the outputs take turns.
   *
   * @param base every output's margin before the first tree
   */
  public static Builder builder(FeatureSchema schema, float base) {
    return new Builder(schema, base);
  }

  /**
   * The greatest number that, rounded to single precision, is below a threshold of XGBoost's:
   * {@code (float) x < t} exactly when {@code x <= threshold(t)}.
   */
  public static double threshold(float t) {
    float below = Math.nextDown(t);
    if (!Float.isFinite(t) || !Float.isFinite(below)) {
      throw new IllegalArgumentException("a threshold must be finite, was " + t);
    }
    double half = ((double) below + t) / 2;
    return (float) half < t ? half : Math.nextDown(half);
  }

  static BoostedScorer read(FeatureSchema schema, ScorerInput in)
      throws MalformedArtefactException {
    float base = in.single();
    double mean = in.number();
    double scale = in.number();
    Grove grove = Grove.read(in, trees(schema));
    return new BoostedScorer(schema, base, mean, scale, grove);
  }

  private static Grove.Builder trees(FeatureSchema schema) {
    return new Grove.Builder(
        schema.features().size(), bits -> bounded("a leaf", Float.intBitsToFloat(bits), MAX_LEAF));
  }

  void write(ScorerOutput out) {
    out.integer(Float.floatToRawIntBits(base));
    out.number(mean);
    out.number(scale);
    grove.write(out);
  }

  @Override
  public FeatureSchema schema() {
    return schema;
  }

  @Override
  public ScorerFamily family() {
    return ScorerFamily.BOOSTED;
  }

  /** How many trees add up, those of all outputs. */
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
    Arrays.fill(out, at, at + outputs, base);
    int output = 0;
    for (int tree = 0; tree < grove.trees(); tree++) {
      add(grove.leaf(tree, rows, from), out, at + output);
      output = output + 1 == outputs ? 0 : output + 1;
    }
    answer(out, at);
  }

  @Override
  public void score(double[] rows, int count, double[] out) {
    int features = schema.features().size();
    int outputs = schema.outputs();
    Arrays.fill(out, 0, count * outputs, base);
    int[] leaves = new int[Math.min(BLOCK, count)];
    for (int block = 0; block < count; block += BLOCK) {
      int end = Math.min(block + BLOCK, count);
      for (int tree = 0; tree < grove.trees(); tree++) {
        grove.leaves(tree, rows, block * features, features, end - block, leaves);
        for (int row = block; row < end; row++) {
          add(leaves[row - block], out, row * outputs + tree % outputs);
        }
      }
    }
    for (int row = 0; row < count; row++) {
      answer(out, row * outputs);
    }
  }

  /** The margin is a single; its sum with another, rounded once, is the sum of singles. */
  private static void add(int leaf, double[] out, int margin) {
    out[margin] = (float) (out[margin] + Float.intBitsToFloat(leaf));
  }

  /** Margins to what the task answers. */
  private void answer(double[] out, int at) {
    switch (schema.task()) {
      case CLASSIFICATION -> Softmax.apply(out, at, schema.outputs());
      case REGRESSION -> out[at] = mean + scale * out[at];
    }
  }

  private static double bounded(String name, double value, double limit) {
    if (!(Math.abs(value) <= limit)) {
      throw new IllegalArgumentException(
          name + " must be a number up to " + limit + ", was " + value);
    }
    return value;
  }

  /** Takes trees in preorder: a split, then all of its left side, then all of its right side. */
  public static final class Builder {
    private final FeatureSchema schema;
    private final float base;
    private final Grove.Builder trees;

    private Builder(FeatureSchema schema, float base) {
      this.schema = schema;
      this.base = base;
      this.trees = BoostedScorer.trees(schema);
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

    /** Adds a leaf: what it adds to the margin. */
    public Builder leaf(float value) {
      trees.leaf(Float.floatToRawIntBits(value));
      return this;
    }

    /**
     * @throws IllegalArgumentException when an output lacks a tree, or a split a side
     */
    public BoostedScorer build() {
      return build(0, 1);
    }

    /**
     * A regression whose target was standardised.
     *
     * @param mean added to every answer
     * @param scale what a margin of 1 is worth in the target's unit
     * @throws IllegalArgumentException when a split lacks a side, or a number is out of its range
     */
    public BoostedScorer build(double mean, double scale) {
      return new BoostedScorer(schema, base, mean, scale, trees.build());
    }
  }
}
