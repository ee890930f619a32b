package dev.sundial.evaluation;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import dev.sundial.scoring.Scorer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A regression's answers to rows whose number is known.
 *
 * @param rows how many
 * @param rmse root of the mean squared error, in the target's unit; 0 is best
 * @param mae mean of the absolute errors, in the target's unit; 0 is best
 * @param r2 coefficient of determination: 1 is best, 0 what the rows' own mean would reach, below 0
 *     worse than that. As in scikit-learn, rows whose numbers are all the same give 1 when each is
 *     met exactly, else 0
 * @param meanError mean of predicted less actual, in the target's unit; 0 is unbiased
 * @param greatestError the greatest absolute error, in the target's unit
 */
public record RegressionEvaluation(
    int rows, double rmse, double mae, double r2, double meanError, double greatestError)
    implements Evaluation {

  static RegressionEvaluation of(Scorer scorer, Dataset data, Target.Numbers target, int[] rows) {
    ScorerRows scored = ScorerRows.of(scorer, data, rows);
    double[] actual = target.values();
    double[] predicted = new double[1];
    double mean = mean(actual, rows);
    double squares = 0;
    double absolutes = 0;
    double errors = 0;
    double greatest = 0;
    double spread = 0;
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      scored.scores(i, predicted);
      double error = predicted[0] - actual[row];
      squares += error * error;
      absolutes += Math.abs(error);
      errors += error;
      greatest = Math.max(greatest, Math.abs(error));
      spread += (actual[row] - mean) * (actual[row] - mean);
    }
    int count = rows.length;
    return new RegressionEvaluation(
        count,
        Math.sqrt(squares / count),
        absolutes / count,
        r2(squares, spread),
        errors / count,
        greatest);
  }

  /** Shifted by the first number, so that equal numbers have exactly themselves as their mean. */
  private static double mean(double[] values, int[] rows) {
    double first = values[rows[0]];
    double sum = 0;
    for (int row : rows) {
      sum += values[row] - first;
    }
    return first + sum / rows.length;
  }

  private static double r2(double squares, double spread) {
    if (spread == 0) {
      return squares == 0 ? 1 : 0;
    }
    return 1 - squares / spread;
  }

  @Override
  public double merit() {
    return -rmse;
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", rows);
    json.put("rmse", rmse);
    json.put("mae", mae);
    json.put("r2", r2);
    json.put("meanError", meanError);
    json.put("greatestError", greatestError);
    return json;
  }
}
