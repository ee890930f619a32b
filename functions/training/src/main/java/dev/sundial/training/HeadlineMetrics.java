package dev.sundial.training;

import dev.sundial.evaluation.ClassificationEvaluation;
import dev.sundial.evaluation.Evaluation;
import dev.sundial.evaluation.RegressionEvaluation;
import dev.sundial.metrics.VersionMetric;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is told of a version in a few numbers, in the registry and everywhere after it. */
final class HeadlineMetrics {

  private HeadlineMetrics() {}

  /** By the names of {@link VersionMetric}. */
  static Map<String, Double> ofVersion(Evaluation training, Evaluation test) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    switch (test) {
      case ClassificationEvaluation labels -> {
        metrics.put(VersionMetric.ACCURACY, labels.accuracy());
        metrics.put(VersionMetric.LOG_LOSS, labels.logLoss());
        metrics.put(VersionMetric.MACRO_F1, labels.macroF1());
      }
      case RegressionEvaluation numbers -> {
        metrics.put(VersionMetric.RMSE, numbers.rmse());
        metrics.put(VersionMetric.MAE, numbers.mae());
        metrics.put(VersionMetric.R2, numbers.r2());
      }
    }
    switch (training) {
      case ClassificationEvaluation labels -> {
        metrics.put(VersionMetric.TRAINING_ACCURACY, labels.accuracy());
        metrics.put(VersionMetric.TRAINING_LOG_LOSS, labels.logLoss());
      }
      case RegressionEvaluation numbers -> {
        metrics.put(VersionMetric.TRAINING_RMSE, numbers.rmse());
        metrics.put(VersionMetric.TRAINING_MAE, numbers.mae());
        metrics.put(VersionMetric.TRAINING_R2, numbers.r2());
      }
    }
    metrics.put(VersionMetric.TRAINING_ROWS, (double) training.rows());
    metrics.put(VersionMetric.TEST_ROWS, (double) test.rows());
    return metrics;
  }
}
