package dev.sundial.training.fit;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import java.util.concurrent.CancellationException;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.dtree.impurity.LabelImpurity;

/** The Gini index that ends a fit when its thread is interrupted: Tribuo's loops never look. */
final class InterruptibleGini implements LabelImpurity {
  private final GiniIndex gini = new GiniIndex();

  @Override
  public double impurityNormed(double[] probabilities) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("fitting was cancelled");
    }
    return gini.impurityNormed(probabilities);
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return gini.getProvenance();
  }
}
