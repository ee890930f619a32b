package dev.sundial.training.fit;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.Parameters;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.Tensor;
import org.tribuo.provenance.ModelProvenance;

/** Makes Tribuo's linear classifier out of weights that were fitted outside of Tribuo. */
final class GivenWeights extends LinearSGDTrainer {

  /** How the weights were fitted, for the model's provenance; takes no steps itself. */
  static final class FittedByLbfgs implements StochasticGradientOptimiser {
    @Config private double alpha;
    @Config private double tolerance;

    FittedByLbfgs(double alpha, double tolerance) {
      this.alpha = alpha;
      this.tolerance = tolerance;
    }

    @Override
    public Tensor[] step(Tensor[] updates, double weight) {
      throw new UnsupportedOperationException("the weights are fitted already");
    }

    @Override
    public void initialise(Parameters parameters) {}

    @Override
    public void reset() {}

    @Override
    public StochasticGradientOptimiser copy() {
      return new FittedByLbfgs(alpha, tolerance);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
      return new ConfiguredObjectProvenanceImpl(this, "StochasticGradientOptimiser");
    }
  }

  /**
   * @param epochs most passes over the rows
   */
  GivenWeights(FittedByLbfgs how, int epochs, long seed) {
    super(new LogMulticlass(), how, epochs, seed);
  }

  /**
   * @param rows what the weights were fitted on
   * @param featureNames in the order of the weights
   * @param labelNames in the order of the weights
   * @param weights {@code [(features + 1) × labels]}, the biases last
   */
  LinearSGDModel model(
      MutableDataset<Label> rows,
      List<String> featureNames,
      List<String> labelNames,
      double[] weights) {
    ImmutableFeatureMap features = rows.getFeatureIDMap();
    ImmutableOutputInfo<Label> labels = rows.getOutputIDInfo();
    DenseMatrix matrix = new DenseMatrix(labelNames.size(), featureNames.size() + 1);
    for (int label = 0; label < labelNames.size(); label++) {
      int row = labels.getID(new Label(labelNames.get(label)));
      for (int feature = 0; feature <= featureNames.size(); feature++) {
        int column =
            feature == featureNames.size() ? feature : features.getID(featureNames.get(feature));
        matrix.set(row, column, weights[feature * labelNames.size() + label]);
      }
    }
    ModelProvenance provenance =
        new ModelProvenance(
            getModelClassName(),
            OffsetDateTime.now(Clock.systemUTC()),
            rows.getProvenance(),
            getProvenance(),
            Map.of());
    return createModel(getName(), provenance, features, labels, new LinearParameters(matrix));
  }
}
