package dev.sundial.scoring;

import dev.sundial.spec.Task;

/**
 * Weighted sums of standardised features: {@code bias[o] + Σ weight[f, o] · (x[f] − mean[f]) /
 * scale[f]}. Classification answers their softmax (multinomial logistic regression), regression the
 * one sum.
 *
 * <p>A feature further than {@value #MAX_DEVIATION} scales from its mean counts as that far, and no
 * weight exceeds {@value #MAX_WEIGHT}: so every finite row has finite scores.
 */
public final class LinearScorer implements Scorer {
  /** A feature further from its mean counts as this many scales away. */
  public static final double MAX_DEVIATION = 1e12;

  static final double MAX_WEIGHT = 1e100;

  private final FeatureSchema schema;
  private final double[] mean;
  private final double[] scale;
  private final double[] bias;
  private final double[] weights;

  /**
   * @param mean subtracted from each feature, length features; zeros leave the features as they are
   * @param scale each feature is divided by it, length features, above 0; ones leave the features
   *     as they are
   * @param bias length outputs
   * @param weights {@code [features × outputs]}: all outputs of the first feature come first
   * @throws IllegalArgumentException for another length, or a number out of its range
   */
  public LinearScorer(
      FeatureSchema schema, double[] mean, double[] scale, double[] bias, double[] weights) {
    int features = schema.features().size();
    int outputs = schema.outputs();
    this.schema = schema;
    this.mean = bounded("mean", mean, features, Double.MAX_VALUE);
    this.scale = bounded("scale", scale, features, Double.MAX_VALUE);
    this.bias = bounded("bias", bias, outputs, MAX_WEIGHT);
    this.weights = bounded("weights", weights, Math.multiplyExact(features, outputs), MAX_WEIGHT);
    for (double value : scale) {
      if (value <= 0) {
        throw new IllegalArgumentException("scale must be above 0, was " + value);
      }
    }
  }

  static LinearScorer read(FeatureSchema schema, ScorerInput in) throws MalformedArtefactException {
    int features = schema.features().size();
    int outputs = schema.outputs();
    return new LinearScorer(
        schema,
        in.numbers(features),
        in.numbers(features),
        in.numbers(outputs),
        in.numbers((long) features * outputs));
  }

  void write(ScorerOutput out) {
    out.numbers(mean);
    out.numbers(scale);
    out.numbers(bias);
    out.numbers(weights);
  }

  @Override
  public FeatureSchema schema() {
    return schema;
  }

  @Override
  public ScorerFamily family() {
    return ScorerFamily.LINEAR;
  }

  @Override
  public void score(double[] rows, int from, double[] out, int at) {
    int outputs = bias.length;
    System.arraycopy(bias, 0, out, at, outputs);
    int weight = 0;
    for (int feature = 0; feature < mean.length; feature++) {
      double deviation = (rows[from + feature] - mean[feature]) / scale[feature];
      double bounded = Math.clamp(deviation, -MAX_DEVIATION, MAX_DEVIATION);
      for (int output = 0; output < outputs; output++) {
        out[at + output] += weights[weight++] * bounded;
      }
    }
    if (schema.task() == Task.CLASSIFICATION) {
      Softmax.apply(out, at, outputs);
    }
  }

  private static double[] bounded(String name, double[] values, int length, double limit) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          name + " must have length " + length + ", had " + values.length);
    }
    for (double value : values) {
      if (!(Math.abs(value) <= limit)) {
        throw new IllegalArgumentException(
            name + " must hold numbers up to " + limit + ", held " + value);
      }
    }
    return values.clone();
  }
}
