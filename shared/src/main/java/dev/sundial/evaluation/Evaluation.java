package dev.sundial.evaluation;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import dev.sundial.scoring.Scorer;
import dev.sundial.spec.Task;
import java.util.Map;

/** A model's answers to rows whose answer is known. */
public sealed interface Evaluation permits ClassificationEvaluation, RegressionEvaluation {

  /** How many rows, at least one. */
  int rows();

  /**
   * What two models are compared by on the same rows, higher is better: the accuracy, or the
   * negative RMSE.
   */
  double merit();

  /** Everything, as the evaluation's artefact holds it. */
  Map<String, Object> toJson();

  /**
   * Scores rows.
   *
   * @param scorer of the data's task, its features all in the data, in any order
   * @param rows row numbers, at least one
   * @throws IllegalArgumentException when a feature is not in the data or the task is another
   */
  static Evaluation of(Scorer scorer, Dataset data, int[] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("rows must be at least one");
    }
    return switch (data.target()) {
      case Target.Labels labels ->
          ClassificationEvaluation.of(requireTask(scorer, Task.CLASSIFICATION), data, labels, rows);
      case Target.Numbers numbers ->
          RegressionEvaluation.of(requireTask(scorer, Task.REGRESSION), data, numbers, rows);
    };
  }

  private static Scorer requireTask(Scorer scorer, Task task) {
    if (scorer.schema().task() != task) {
      throw new IllegalArgumentException(
          "scorer must be of a " + task.id() + ", was of a " + scorer.schema().task().id());
    }
    return scorer;
  }
}
