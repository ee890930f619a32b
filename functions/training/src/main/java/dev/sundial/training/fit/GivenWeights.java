package dev.sundial.training.fit;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Output;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.sgd.objectives.SquaredLoss;

/** Makes Tribuo's linear models out of weights that were fitted outside of Tribuo. */
final class GivenWeights {
  /** Tribuo wants to know, but takes no step. */
  private static final int NO_PASSES = 1;

  private GivenWeights() {}

  /**
   * A classifier.
   *
   * @param rows what the weights were fitted on
   * @param featureNames in the order of the weights
   * @param labelNames in the order of the weights
   * @param weights {@code [(features + 1) × labels]}, the biases last
   * @param epochs most passes that were taken
   */
  static LinearSGDModel labels(
      Dataset<Label> rows,
      List<String> featureNames,
      List<String> labelNames,
      double[] weights,
      FittedElsewhere how,
      int epochs,
      long seed) {
    int[] order =
        labelNames.stream()
            .mapToInt(name -> rows.getOutputIDInfo().getID(new Label(name)))
            .toArray();
    return new ForLabels(how, epochs, seed).model(rows, matrix(rows, featureNames, order, weights));
  }

  /**
   * A predictor of numbers.
   *
   * @param rows what the weights were fitted on
   * @param featureNames in the order of the weights
   * @param weights {@code [features + 1]}, the bias last
   */
  static org.tribuo.regression.sgd.linear.LinearSGDModel numbers(
      Dataset<Regressor> rows,
      List<String> featureNames,
      double[] weights,
      FittedElsewhere how,
      long seed) {
    return new ForNumbers(how, seed).model(rows, matrix(rows, featureNames, new int[1], weights));
  }

  /**
   * @param order {@code [outputs]} Tribuo's number of each
   */
  private static LinearParameters matrix(
      Dataset<?> rows, List<String> featureNames, int[] order, double[] weights) {
    ImmutableFeatureMap features = rows.getFeatureIDMap();
    DenseMatrix matrix = new DenseMatrix(order.length, featureNames.size() + 1);
    for (int output = 0; output < order.length; output++) {
      for (int feature = 0; feature <= featureNames.size(); feature++) {
        int column =
            feature == featureNames.size() ? feature : features.getID(featureNames.get(feature));
        matrix.set(order[output], column, weights[feature * order.length + output]);
      }
    }
    return new LinearParameters(matrix);
  }

  private static <T extends Output<T>> ModelProvenance provenance(
      String model, Dataset<T> rows, TrainerProvenance trainer) {
    return new ModelProvenance(
        model, OffsetDateTime.now(Clock.systemUTC()), rows.getProvenance(), trainer, Map.of());
  }

  private static final class ForLabels extends LinearSGDTrainer {
    ForLabels(FittedElsewhere how, int epochs, long seed) {
      super(new LogMulticlass(), how, epochs, seed);
    }

    LinearSGDModel model(Dataset<Label> rows, LinearParameters weights) {
      ImmutableOutputInfo<Label> labels = rows.getOutputIDInfo();
      return createModel(
          getName(),
          provenance(getModelClassName(), rows, getProvenance()),
          rows.getFeatureIDMap(),
          labels,
          weights);
    }
  }

  private static final class ForNumbers extends org.tribuo.regression.sgd.linear.LinearSGDTrainer {
    ForNumbers(FittedElsewhere how, long seed) {
      super(new SquaredLoss(), how, NO_PASSES, seed);
    }

    org.tribuo.regression.sgd.linear.LinearSGDModel model(
        Dataset<Regressor> rows, LinearParameters weights) {
      return createModel(
          getName(),
          provenance(getModelClassName(), rows, getProvenance()),
          rows.getFeatureIDMap(),
          rows.getOutputIDInfo(),
          weights);
    }
  }
}
