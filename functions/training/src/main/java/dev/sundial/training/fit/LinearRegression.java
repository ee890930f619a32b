package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.LinearScorer;
import dev.sundial.spec.TrainerSpec;
import java.util.Optional;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.math.la.SparseVector;
import org.tribuo.math.la.VectorTuple;
import org.tribuo.regression.slm.ElasticNetCDTrainer;
import org.tribuo.regression.slm.SparseLinearModel;

/**
 * Linear regression with an elastic net, by coordinate descent on standardised features and target
 * (J. Friedman, T. Hastie, R. Tibshirani, "Regularization Paths for Generalized Linear Models via
 * Coordinate Descent", 2010). Without a penalty it is ordinary least squares.
 */
final class LinearRegression implements Fitting {
  private static final double GAP_TOLERANCE = 1e-12;

  @Override
  public FittedModel fit(Dataset data, int[] rows, TrainerSpec spec, long seed)
      throws CannotFitException {
    Standardisation standardisation = Standardisation.fit(data, rows);
    NumberOutputs outputs = Outputs.numbers(data, rows);
    MomentRows moments = MomentRows.of(data, rows, standardisation, outputs);
    // Tribuo multiplies the penalty by the rows it sees, and takes no share of exactly 0.
    ElasticNetCDTrainer trainer =
        new ElasticNetCDTrainer(
            spec.value("alpha") / moments.count(),
            Math.max(spec.value("l1Ratio"), VectorTuple.DELTA),
            GAP_TOLERANCE,
            (int) spec.value("iterations"),
            false,
            seed);
    SparseLinearModel model = (SparseLinearModel) trainer.train(moments.dataset());
    return new FittedModel(
        new TribuoModel<>(
            model, outputs, Optional.of(standardisation), TribuoModel.DOUBLE_PRECISION),
        scorer(model, data.schema(), standardisation, outputs));
  }

  private static LinearScorer scorer(
      SparseLinearModel model,
      FeatureSchema schema,
      Standardisation standardisation,
      NumberOutputs outputs)
      throws CannotFitException {
    SparseVector fitted = model.getWeights().get(NumberOutputs.DIMENSION);
    if (fitted == null || fitted.numActiveElements() == 0) {
      // Tribuo's model would say 1 for every row then, not the mean.
      throw new CannotFitException(
          "no feature keeps a weight: none of them varies with the target, or alpha is too high");
    }
    ImmutableFeatureMap ids = model.getFeatureIDMap();
    double[] weights = new double[schema.features().size()];
    for (int feature = 0; feature < weights.length; feature++) {
      weights[feature] = outputs.scale() * fitted.get(ids.getID(schema.features().get(feature)));
    }
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
