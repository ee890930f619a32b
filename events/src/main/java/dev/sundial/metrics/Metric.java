package dev.sundial.metrics;

import dev.sundial.spec.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The custom metrics of a model, in the namespace {@value #NAMESPACE}, each with the dimensions
 * {@value #STAGE} and {@value #MODEL} and no other: kinds, reasons and versions are properties of
 * the line. A model has at most {@value #MOST_PER_MODEL}: each costs money, and what AWS vends is
 * taken from AWS ({@link VendedMetric}).
 *
 * <p>What a model's state is, the probe tells all the time (a gauge), so that an alarm never waits
 * for an event that does not come; what happened once, the function tells that it happened to.
 */
public enum Metric {
  /** Gauge. Fraction of the training part that the newest version labels rightly, 0–1. */
  TRAINING_ACCURACY("TrainingAccuracy", MetricUnit.NONE, Task.CLASSIFICATION),

  /** Gauge. Fraction of the test part that the newest version labels rightly, 0–1. */
  TEST_ACCURACY("TestAccuracy", MetricUnit.NONE, Task.CLASSIFICATION),

  /** Gauge. Mean test accuracy of the versions of the last seven days, 0–1. */
  WEEK_ACCURACY("WeekAccuracy", MetricUnit.NONE, Task.CLASSIFICATION),

  /** Gauge. Root of the newest version's mean squared error on the training part. */
  TRAINING_RMSE("TrainingRmse", MetricUnit.NONE, Task.REGRESSION),

  /** Gauge. Root of the newest version's mean squared error on the test part. */
  TEST_RMSE("TestRmse", MetricUnit.NONE, Task.REGRESSION),

  /** Gauge. The newest version's coefficient of determination on the test part, at most 1. */
  TEST_R2("TestR2", MetricUnit.NONE, Task.REGRESSION),

  /** Gauge. Mean of that coefficient over the versions of the last seven days. */
  WEEK_R2("WeekR2", MetricUnit.NONE, Task.REGRESSION),

  /** Rows of data a version was made from, both parts; told by the training. */
  DATA_ROWS("DataRows", MetricUnit.COUNT),

  /**
   * 1 for a run that was rejected, 0 for one that was promoted, held or superseded; which it was,
   * and why, are properties. Its sample count is the number of runs.
   */
  TRAINING_FAILURES("TrainingFailures", MetricUnit.COUNT),

  /**
   * 1 for a prediction that could not be made, or was made by an older version because a newer one
   * could not be loaded or trusted; 0 for any other. Its sample count is the number of predictions.
   */
  PREDICTION_FAILURES("PredictionFailures", MetricUnit.COUNT),

  /**
   * Gauge. Hours since the newest version was committed, whether it serves or not; before the first
   * one, hours since the model was deployed and its grace ended.
   */
  MODEL_AGE_HOURS("ModelAgeHours", MetricUnit.NONE),

  /**
   * Gauge. Hours since a run last made a version, less {@code expectEvery}; negative while the next
   * one is not due.
   */
  OVERDUE_HOURS("OverdueHours", MetricUnit.NONE),

  /** Gauge. Hours since the newest data object below the model's prefix was stored. */
  DATA_AGE_HOURS("DataAgeHours", MetricUnit.NONE),

  /** Gauge. Messages in the queue of given-up trainings. */
  TRAINING_FAILURES_WAITING("TrainingFailuresWaiting", MetricUnit.COUNT),

  /** Gauge. Messages in the queue of what the schedule could not deliver. */
  SCHEDULE_FAILURES_WAITING("ScheduleFailuresWaiting", MetricUnit.COUNT);

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

  /** Whether the probe tells it all the time; else the function that it happened to, once. */
  public boolean isGauge() {
    return switch (this) {
      case DATA_ROWS, TRAINING_FAILURES, PREDICTION_FAILURES -> false;
      case TRAINING_ACCURACY,
          TEST_ACCURACY,
          WEEK_ACCURACY,
          TRAINING_RMSE,
          TEST_RMSE,
          TEST_R2,
          WEEK_R2,
          MODEL_AGE_HOURS,
          OVERDUE_HOURS,
          DATA_AGE_HOURS,
          TRAINING_FAILURES_WAITING,
          SCHEDULE_FAILURES_WAITING ->
          true;
    };
  }
}
