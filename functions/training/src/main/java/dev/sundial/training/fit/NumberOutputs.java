package dev.sundial.training.fit;

import dev.sundial.dataset.Target;
import dev.sundial.scoring.FeatureSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tribuo.OutputFactory;
import org.tribuo.Prediction;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/**
 * Numbers of a regression, brought to mean 0 and standard deviation 1 for Tribuo, which partly
 * reckons in single precision and steps by rates that suit numbers of that size. A scorer answers
 * in the target's own unit: {@link #restored}.
 */
final class NumberOutputs implements Outputs<Regressor> {
  /** Of Tribuo's one dimension; the target's name might be one that Tribuo reserves. */
  static final String DIMENSION = "y";

  private final Target.Numbers target;
  private final double mean;
  private final double scale;

  private NumberOutputs(Target.Numbers target, double mean, double scale) {
    this.target = target;
    this.mean = mean;
    this.scale = scale;
  }

  static NumberOutputs fit(Target.Numbers target, int[] rows) {
    Standardisation.Moments moments = Standardisation.Moments.of(target.values(), rows);
    return new NumberOutputs(target, moments.mean(), moments.scale());
  }

  /** Numbers that Tribuo sees as they are. */
  static NumberOutputs unchanged(Target.Numbers target) {
    return new NumberOutputs(target, 0, 1);
  }

  @Override
  public OutputFactory<Regressor> factory() {
    return new RegressionFactory();
  }

  @Override
  public Regressor of(int row) {
    return new Regressor(DIMENSION, standardised(row));
  }

  /** A row's number as Tribuo sees it. */
  double standardised(int row) {
    return (target.values()[row] - mean) / scale;
  }

  /** A number of Tribuo's in the target's own unit. */
  double restored(double predicted) {
    return mean + scale * predicted;
  }

  /** Mean of the target's numbers that were fitted. */
  double mean() {
    return mean;
  }

  /** Their standard deviation; 1 when they do not vary. */
  double scale() {
    return scale;
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mean", mean);
    json.put("scale", scale);
    return json;
  }

  /** Relative to the greater of the number and the target's standard deviation. */
  @Override
  public Optional<String> difference(
      FeatureSchema schema, double[] scores, Prediction<Regressor> expected, double tolerance) {
    double number = restored(expected.getOutput().getValues()[0]);
    double unit = Math.max(Math.abs(number), scale);
    return Math.abs(scores[0] - number) <= tolerance * unit
        ? Optional.empty()
        : Optional.of("the scorer gives " + scores[0] + ", the model " + number);
  }
}
