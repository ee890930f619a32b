package dev.sundial.training;

import dev.sundial.evaluation.ClassificationEvaluation;
import dev.sundial.evaluation.Evaluation;
import dev.sundial.evaluation.RegressionEvaluation;
import dev.sundial.metrics.Metric;
import dev.sundial.metrics.VersionMetric;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is told of a version in a few numbers, in the registry and to CloudWatch. */
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

  /** For CloudWatch. */
  static Map<Metric, Double> emitted(TrainedVersion version) {
    Map<Metric, Double> values = new LinkedHashMap<>();
    switch (version.training()) {
      case ClassificationEvaluation labels ->
          values.put(Metric.TRAINING_ACCURACY, labels.accuracy());
      case RegressionEvaluation numbers -> values.put(Metric.TRAINING_RMSE, numbers.rmse());
    }
    switch (version.test()) {
      case ClassificationEvaluation labels -> values.put(Metric.TEST_ACCURACY, labels.accuracy());
      case RegressionEvaluation numbers -> {
        values.put(Metric.TEST_RMSE, numbers.rmse());
        values.put(Metric.TEST_MAE, numbers.mae());
        values.put(Metric.TEST_R2, numbers.r2());
      }
    }
    values.put(Metric.DATA_ROWS, (double) version.data().rows());
    return values;
  }
}
