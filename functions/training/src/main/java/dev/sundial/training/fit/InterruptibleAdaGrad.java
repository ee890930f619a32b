package dev.sundial.training.fit;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import java.util.concurrent.CancellationException;
import org.tribuo.math.Parameters;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.Tensor;
import org.tribuo.math.optimisers.AdaGrad;

/** AdaGrad that ends a fit when its thread is interrupted: Tribuo's loops never look. */
final class InterruptibleAdaGrad implements StochasticGradientOptimiser {
  private final AdaGrad adaGrad;

  InterruptibleAdaGrad(AdaGrad adaGrad) {
    this.adaGrad = adaGrad;
  }

  @Override
  public void initialise(Parameters parameters) {
    adaGrad.initialise(parameters);
  }

  @Override
  public Tensor[] step(Tensor[] updates, double weight) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("fitting was cancelled");
    }
    return adaGrad.step(updates, weight);
  }

  @Override
  public void reset() {
    adaGrad.reset();
  }

  @Override
  public StochasticGradientOptimiser copy() {
    return new InterruptibleAdaGrad(adaGrad.copy());
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return adaGrad.getProvenance();
  }
}
