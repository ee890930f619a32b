package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.LinearScorer;
import dev.sundial.spec.TrainerSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;

/**
 * Multinomial logistic regression with a ridge penalty on standardised features, fitted by L-BFGS
 * on all rows until it has converged; as scikit-learn does, whose {@code C} is 1 / alpha. Of many
 * rows, a few by chance are fitted first: they lead so near to the end that all rows are looked at
 * a few times only.
 */
final class LogisticRegression implements Fitting {
  /** Rows that are fitted first; a fifth as many are not worth it. */
  private static final int FEW = 20_000;

  @Override
  public FittedModel fit(Dataset data, int[] rows, TrainerSpec spec, long seed)
      throws CannotFitException {
    Standardisation standardisation = Standardisation.fit(data, rows);
    LabelOutputs outputs = Outputs.labels(data);
    double[] weights = weights(data, outputs.target(), rows, standardisation, spec, seed);
    TribuoRows<Label> examples = new TribuoRows<>(data, outputs, Optional.of(standardisation));
    FeatureSchema schema = data.schema();
    LinearSGDModel model =
        GivenWeights.labels(
            examples.dataset(rows),
            schema.features(),
            schema.labels(),
            weights,
            new FittedElsewhere.ByLbfgs(spec.value("alpha"), spec.value("tolerance")),
            (int) spec.value("epochs"),
            seed);
    return new FittedModel(
        new TribuoModel<>(
            model, outputs, Optional.of(standardisation), TribuoModel.DOUBLE_PRECISION),
        scorer(schema, standardisation, weights),
        spec);
  }

  /** {@code [(features + 1) × labels]}, the biases last. */
  private static double[] weights(
      Dataset data,
      Target.Labels target,
      int[] rows,
      Standardisation standardisation,
      TrainerSpec spec,
      long seed) {
    double penalty = spec.value("alpha") / rows.length;
    int epochs = (int) spec.value("epochs");
    double tolerance = spec.value("tolerance");
    SoftmaxLoss all = new SoftmaxLoss(data, target, rows, standardisation, penalty);
    double[] weights = new double[all.size()];
    Lbfgs lbfgs = new Lbfgs();
    if (rows.length > 5 * FEW) {
      int[] few = some(rows, seed);
      lbfgs.minimise(
          new SoftmaxLoss(data, target, few, standardisation, penalty), weights, tolerance, epochs);
    }
    lbfgs.minimise(all, weights, tolerance, epochs);
    return weights;
  }

  /** One row by chance out of each of {@value #FEW} equal stretches. */
  private static int[] some(int[] rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] some = new int[FEW];
    Arrays.setAll(
        some,
        i -> {
          int from = (int) ((long) rows.length * i / FEW);
          int to = (int) ((long) rows.length * (i + 1) / FEW);
          return rows[random.nextInt(from, to)];
        });
    return some;
  }

  private static LinearScorer scorer(
      FeatureSchema schema, Standardisation standardisation, double[] weights)
      throws CannotFitException {
    int biases = schema.features().size() * schema.labels().size();
    try {
      return new LinearScorer(
          schema,
          standardisation.mean(),
          standardisation.scale(),
          Arrays.copyOfRange(weights, biases, weights.length),
          Arrays.copyOf(weights, biases));
    } catch (IllegalArgumentException e) {
      throw new CannotFitException("the fit is no model: " + e.getMessage());
    }
  }
}
