package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.LinearScorer;
import dev.sundial.spec.TrainerSpec;
import java.util.Optional;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;

/** Multinomial logistic regression on standardised features, fitted by AdaGrad. */
final class LogisticRegression implements Fitting {
  // Keeps the first steps from being as large as the learning rate whatever the gradient.
  private static final double ADAGRAD_EPSILON = 0.1;
  private static final int NO_LOGGING = -1;

  @Override
  public FittedModel fit(Dataset data, int[] rows, TrainerSpec spec, long seed)
      throws CannotFitException {
    Standardisation standardisation = Standardisation.fit(data, rows);
    LinearSGDTrainer trainer =
        new LinearSGDTrainer(
            new LogMulticlass(),
            new InterruptibleAdaGrad(new AdaGrad(spec.value("learningRate"), ADAGRAD_EPSILON)),
            (int) spec.value("epochs"),
            NO_LOGGING,
            (int) spec.value("minibatchSize"),
            seed);
    LabelOutputs outputs = Outputs.labels(data);
    TribuoRows<Label> examples = new TribuoRows<>(data, outputs, Optional.of(standardisation));
    LinearSGDModel model = (LinearSGDModel) trainer.train(examples.dataset(rows));
    return new FittedModel(
        new TribuoModel<>(
            model, outputs, Optional.of(standardisation), TribuoModel.DOUBLE_PRECISION),
        scorer(model, data.schema(), standardisation));
  }

  /** Tribuo's weights are {@code [labels × (features + bias)]}, both in an order of its own. */
  private static LinearScorer scorer(
      LinearSGDModel model, FeatureSchema schema, Standardisation standardisation)
      throws CannotFitException {
    DenseMatrix matrix = model.getWeightsCopy();
    ImmutableFeatureMap featureIds = model.getFeatureIDMap();
    ImmutableOutputInfo<Label> labelIds = model.getOutputIDInfo();
    int features = schema.features().size();
    int labels = schema.labels().size();
    double[] bias = new double[labels];
    double[] weights = new double[features * labels];
    for (int label = 0; label < labels; label++) {
      int row = labelIds.getID(new Label(schema.labels().get(label)));
      bias[label] = matrix.get(row, features);
      for (int feature = 0; feature < features; feature++) {
        int column = featureIds.getID(schema.features().get(feature));
        weights[feature * labels + label] = matrix.get(row, column);
      }
    }
    try {
      return new LinearScorer(
          schema, standardisation.mean(), standardisation.scale(), bias, weights);
    } catch (IllegalArgumentException e) {
      throw new CannotFitException("the fit diverged, " + e.getMessage() + "; lower learningRate");
    }
  }
}
