package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.LinearScorer;
import dev.sundial.spec.TrainerSpec;
import java.util.Arrays;
import java.util.Optional;
import org.tribuo.regression.Regressor;

/**
 * Linear regression on standardised features and target: ordinary least squares or ridge regression
 * by {@link TriangularFactor}, at once; with a penalty on absolute weights by {@link ElasticNet}.
 */
final class LinearRegression implements Fitting {

  @Override
  public FittedModel fit(Dataset data, int[] rows, TrainerSpec spec, long seed)
      throws CannotFitException {
    Standardisation standardisation = Standardisation.fit(data, rows);
    NumberOutputs outputs = Outputs.numbers(data, rows);
    double[] weights =
        weights(TriangularFactor.of(data, rows, standardisation, outputs), rows.length, spec);
    TribuoRows<Regressor> examples = new TribuoRows<>(data, outputs, Optional.of(standardisation));
    FeatureSchema schema = data.schema();
    return new FittedModel(
        new TribuoModel<>(
            GivenWeights.numbers(
                examples.dataset(rows),
                schema.features(),
                Arrays.copyOf(weights, weights.length + 1), // no bias: all means are 0
                new FittedElsewhere.ByLeastSquares(spec.value("alpha"), spec.value("l1Ratio")),
                seed),
            outputs,
            Optional.of(standardisation),
            tolerance(weights)),
        scorer(schema, standardisation, outputs, weights),
        spec);
  }

  private static double[] weights(TriangularFactor factor, int rows, TrainerSpec spec)
      throws CannotFitException {
    double absolute = spec.value("alpha") * spec.value("l1Ratio");
    double squared = spec.value("alpha") - absolute;
    if (absolute == 0) {
      return factor.ridge(Math.sqrt(squared * rows)).leastSquares();
    }
    double[][] moments = factor.moments();
    for (double[] row : moments) {
      for (int column = 0; column < row.length; column++) {
        row[column] /= rows;
      }
    }
    // Where the penalty is weak and columns nearly collinear, a descent from 0 would take for ever.
    double[] near = factor.ridge(Math.sqrt(spec.value("alpha") * rows)).leastSquares();
    return new ElasticNet(moments, absolute, squared).fit(near, (int) spec.value("iterations"));
  }

  /** Nearly collinear columns have great weights that cancel, and rounding then shows. */
  private static double tolerance(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += Math.abs(weight);
    }
    return Math.max(TribuoModel.DOUBLE_PRECISION, 64 * Math.ulp(1.0) * sum);
  }

  private static LinearScorer scorer(
      FeatureSchema schema,
      Standardisation standardisation,
      NumberOutputs outputs,
      double[] standardised)
      throws CannotFitException {
    double[] weights = new double[standardised.length];
    Arrays.setAll(weights, feature -> outputs.scale() * standardised[feature]);
    try {
      return new LinearScorer(
          schema,
          standardisation.mean(),
          standardisation.scale(),
          new double[] {outputs.mean()},
          weights);
    } catch (IllegalArgumentException e) {
      throw new CannotFitException("the target is too large for a linear model: " + e.getMessage());
    }
  }
}
