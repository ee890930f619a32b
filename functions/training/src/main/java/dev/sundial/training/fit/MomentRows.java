package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.tribuo.MutableDataset;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/**
 * The few rows that a least-squares fit cannot tell from many: those of the Cholesky factor of the
 * second moments of standardised features and target, each once as it is and once negated, so that
 * every mean stays 0. With {@code G = (1/n) Σ z zᵀ = R ᵀ R}, the sums that coordinate descent looks
 * at are those of the data, divided by n; so a million rows cost one pass, however many sweeps
 * follow. (Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning", 3.8.6, name the
 * moments as all that the descent needs.)
 */
final class MomentRows {
  private static final int LOOK_EVERY = 4096;

  private final List<String> features;
  private final double[][] factor; // [features + 1][features + 1] upper triangle, target last

  private MomentRows(List<String> features, double[][] factor) {
    this.features = features;
    this.factor = factor;
  }

  static MomentRows of(
      Dataset data, int[] rows, Standardisation standardisation, NumberOutputs outputs) {
    return new MomentRows(data.features(), factor(moments(data, rows, standardisation, outputs)));
  }

  /** How many there are: two for each feature and the target. */
  int count() {
    return 2 * factor.length;
  }

  MutableDataset<Regressor> dataset() {
    RegressionFactory factory = new RegressionFactory();
    MutableDataset<Regressor> examples =
        new MutableDataset<>(new SimpleDataSourceProvenance("sundial", factory), factory);
    String[] names = features.toArray(String[]::new);
    for (double[] row : factor) {
      examples.add(example(names, row, Math.sqrt(0.5)));
      examples.add(example(names, row, -Math.sqrt(0.5)));
    }
    return examples;
  }

  private static ArrayExample<Regressor> example(String[] names, double[] row, double times) {
    double[] values = new double[names.length];
    for (int feature = 0; feature < values.length; feature++) {
      values[feature] = row[feature] * times;
    }
    return new ArrayExample<>(
        new Regressor(NumberOutputs.DIMENSION, row[names.length] * times), names, values);
  }

  /** Lower triangle of the mean of z zᵀ. */
  private static double[][] moments(
      Dataset data, int[] rows, Standardisation standardisation, NumberOutputs outputs) {
    int size = data.features().size() + 1;
    double[][] sums = new double[size][];
    for (int i = 0; i < size; i++) {
      sums[i] = new double[i + 1];
    }
    double[] features = new double[size - 1];
    double[] row = new double[size];
    for (int i = 0; i < rows.length; i++) {
      if (i % LOOK_EVERY == 0 && Thread.currentThread().isInterrupted()) {
        throw new CancellationException("fitting was cancelled");
      }
      data.copyRow(rows[i], features, 0);
      standardisation.apply(features);
      System.arraycopy(features, 0, row, 0, features.length);
      row[size - 1] = outputs.standardised(rows[i]);
      add(sums, row);
    }
    for (double[] sum : sums) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] /= rows.length;
      }
    }
    return sums;
  }

  private static void add(double[][] sums, double[] row) {
    for (int i = 0; i < row.length; i++) {
      double[] sum = sums[i];
      double value = row[i];
      for (int j = 0; j <= i; j++) {
        sum[j] += value * row[j];
      }
    }
  }

  /**
   * The upper factor R of a positive semi-definite matrix. A column that others explain, but for
   * rounding, has no pivot: its row is 0.
   */
  private static double[][] factor(double[][] moments) {
    int size = moments.length;
    double least = size * Math.ulp(1.0);
    double[][] factor = new double[size][size];
    for (int i = 0; i < size; i++) {
      double pivot = moments[i][i];
      for (int k = 0; k < i; k++) {
        pivot -= factor[k][i] * factor[k][i];
      }
      if (pivot <= least * moments[i][i]) {
        continue;
      }
      double root = Math.sqrt(pivot);
      factor[i][i] = root;
      for (int j = i + 1; j < size; j++) {
        double value = moments[j][i];
        for (int k = 0; k < i; k++) {
          value -= factor[k][i] * factor[k][j];
        }
        factor[i][j] = value / root;
      }
    }
    return factor;
  }
}
