package dev.sundial.training.fit;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.tribuo.math.Parameters;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.Tensor;

/** How weights were fitted, for the provenance of Tribuo's model; takes no steps itself. */
abstract sealed class FittedElsewhere implements StochasticGradientOptimiser {

  /** By {@link Lbfgs}. */
  static final class ByLbfgs extends FittedElsewhere {
    @Config private double alpha;
    @Config private double tolerance;

    ByLbfgs(double alpha, double tolerance) {
      this.alpha = alpha;
      this.tolerance = tolerance;
    }

    @Override
    public StochasticGradientOptimiser copy() {
      return new ByLbfgs(alpha, tolerance);
    }
  }

  /** By {@link TriangularFactor} or {@link ElasticNet}. */
  static final class ByLeastSquares extends FittedElsewhere {
    @Config private double alpha;
    @Config private double l1Ratio;

    ByLeastSquares(double alpha, double l1Ratio) {
      this.alpha = alpha;
      this.l1Ratio = l1Ratio;
    }

    @Override
    public StochasticGradientOptimiser copy() {
      return new ByLeastSquares(alpha, l1Ratio);
    }
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
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "StochasticGradientOptimiser");
  }
}
