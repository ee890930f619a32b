package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.spec.TrainerSpec;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.java.util.BigDenseMatrix;

/** Runs XGBoost, one round after the other, so that it can be given up in between. */
final class Boosting {
  /** Numbers of the training part that are worth a thread; with fewer, threads wait longest. */
  private static final int NUMBERS_A_THREAD = 100_000;

  static {
    OpenMp.waitPassively();
  }

  private final Map<String, Object> parameters = new HashMap<>();
  private final int rounds;

  /**
   * @param spec with everything chosen
   * @param objective XGBoost's name of the loss
   */
  Boosting(TrainerSpec spec, long seed, String objective) {
    this.rounds = (int) spec.value("rounds");
    parameters.put("objective", objective);
    parameters.put("tree_method", "hist");
    parameters.put("base_score", 0);
    parameters.put("seed", seed);
    parameters.put("verbosity", 0);
    parameters.put("max_depth", (int) spec.value("maxDepth"));
    parameters.put("eta", spec.value("learningRate"));
    parameters.put("subsample", spec.value("subsample"));
    parameters.put("colsample_bynode", spec.value("featureFraction"));
    parameters.put("min_child_weight", spec.value("minChildWeight"));
    parameters.put("lambda", spec.value("lambda"));
    parameters.put("gamma", spec.value("gamma"));
  }

  Boosting with(String parameter, Object value) {
    parameters.put(parameter, value);
    return this;
  }

  /** As XGBoost takes them. */
  Map<String, Object> parameters() {
    return Map.copyOf(parameters);
  }

  int rounds() {
    return rounds;
  }

  /**
   * Fits.
   *
   * @param columns {@code [features]} XGBoost's column of each feature of the data
   * @param targets {@code [rows]} what each row should give
   * @throws CannotFitException when this machine cannot
   */
  Booster fit(Dataset data, int[] rows, int[] columns, float[] targets) throws CannotFitException {
    try {
      DMatrix matrix = matrix(data, rows, columns);
      try {
        matrix.setLabel(targets);
        with("nthread", threads((long) rows.length * columns.length));
        Booster booster = XGBoost.train(matrix, parameters, 0, Map.of(), null, null);
        for (int round = 0; round < rounds; round++) {
          Cores.look();
          booster.update(matrix, round);
        }
        return booster;
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
    } catch (LinkageError e) {
      throw new CannotFitException("XGBoost's native code cannot be loaded here: " + root(e));
    }
  }

  private static int threads(long numbers) {
    return (int) Math.clamp(numbers / NUMBERS_A_THREAD, 1, Cores.count());
  }

  private static Throwable root(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null ? e : root(cause);
  }

  /** By way of memory outside of the heap, which ends at once and not when somebody collects it. */
  private static DMatrix matrix(Dataset data, int[] rows, int[] columns) throws XGBoostError {
    BigDenseMatrix values = new BigDenseMatrix(rows.length, columns.length);
    try {
      for (int feature = 0; feature < columns.length; feature++) {
        double[] column = data.column(feature);
        long at = columns[feature];
        for (int row : rows) {
          values.set(at, SingleRange.rounded(column[row]));
          at += columns.length;
        }
      }
      return new DMatrix(values, Float.NaN);
    } finally {
      values.dispose();
    }
  }
}
