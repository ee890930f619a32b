package dev.sundial.training.fit;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;
import org.tribuo.regression.rtree.impurity.RegressorImpurity;

/** The squared error that ends a fit when its thread is interrupted: Tribuo's loops never look. */
final class InterruptibleSquaredError implements RegressorImpurity {
  private final MeanSquaredError error = new MeanSquaredError();

  @Override
  public double impurity(float[] targets, float[] weights) {
    look();
    return error.impurity(targets, weights);
  }

  @Override
  public ImpurityTuple impurityTuple(int[] rows, int count, float[] targets, float[] weights) {
    look();
    return error.impurityTuple(rows, count, targets, weights);
  }

  @Override
  public ImpurityTuple impurityTuple(List<int[]> rows, float[] targets, float[] weights) {
    look();
    return error.impurityTuple(rows, targets, weights);
  }

  private static void look() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("fitting was cancelled");
    }
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return error.getProvenance();
  }
}
