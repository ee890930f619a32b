package dev.sundial.metrics;

import dev.sundial.spec.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The custom metrics of a model, in the namespace {@value #NAMESPACE}, each with the dimensions
 * {@value #STAGE} and {@value #MODEL} and no other: kinds, reasons and versions are properties of
 * the line. A model has at most {@value #MOST_PER_MODEL}: each costs money.
 */
public enum Metric {
  /** Classification: fraction of the training part that the new version labels rightly, 0–1. */
  TRAINING_ACCURACY("TrainingAccuracy", MetricUnit.NONE, Task.CLASSIFICATION),

  /** Classification: fraction of the test part that the new version labels rightly, 0–1. */
  TEST_ACCURACY("TestAccuracy", MetricUnit.NONE, Task.CLASSIFICATION),

  /** Regression: root of the new version's mean squared error on the training part. */
  TRAINING_RMSE("TrainingRmse", MetricUnit.NONE, Task.REGRESSION),

  /** Regression: root of the new version's mean squared error on the test part. */
  TEST_RMSE("TestRmse", MetricUnit.NONE, Task.REGRESSION),

  /** Regression: mean of the new version's absolute errors on the test part. */
  TEST_MAE("TestMae", MetricUnit.NONE, Task.REGRESSION),

  /** Regression: the new version's coefficient of determination on the test part, at most 1. */
  TEST_R2("TestR2", MetricUnit.NONE, Task.REGRESSION),

  /** How long an attempt that ended its run took, from the event to the answer. */
  TRAINING_DURATION("TrainingDuration", MetricUnit.MILLISECONDS),

  /** Rows of data a version was made from, both parts. */
  DATA_ROWS("DataRows", MetricUnit.COUNT),

  /** 1 for every run that was promoted, held, superseded or rejected; which is a property. */
  TRAINING_RUNS("TrainingRuns", MetricUnit.COUNT),

  /** 1 for a run that was rejected, 0 for one that was not. */
  TRAINING_REJECTIONS("TrainingRejections", MetricUnit.COUNT),

  /**
   * 1 each time prediction could not read the pointer, or could not load or trust what it names;
   * which is a property.
   */
  SERVING_FAILURES("ServingFailures", MetricUnit.COUNT);

  public static final String NAMESPACE = "Sundial";

  /** Dimension: the stage's name. */
  public static final String STAGE = "Stage";

  /** Dimension: the model's name. */
  public static final String MODEL = "Model";

  /** Most custom metrics a model may have. */
  public static final int MOST_PER_MODEL = 12;

  private final String metricName;
  private final MetricUnit unit;
  private final Set<Task> tasks;

  Metric(String metricName, MetricUnit unit) {
    this(metricName, unit, Set.of(Task.values()));
  }

  Metric(String metricName, MetricUnit unit, Task only) {
    this(metricName, unit, Set.of(only));
  }

  Metric(String metricName, MetricUnit unit, Set<Task> tasks) {
    this.metricName = metricName;
    this.unit = unit;
    this.tasks = tasks;
  }

  /** The metrics that a model of this task can emit. */
  public static List<Metric> of(Task task) {
    return Arrays.stream(values()).filter(metric -> metric.tasks.contains(task)).toList();
  }

  /** The name in CloudWatch. */
  public String metricName() {
    return metricName;
  }

  public MetricUnit unit() {
    return unit;
  }
}
