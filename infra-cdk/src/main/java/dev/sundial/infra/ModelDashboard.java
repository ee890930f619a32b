package dev.sundial.infra;

import dev.sundial.alarms.AlarmKind;
import dev.sundial.alarms.Watched;
import dev.sundial.metrics.Metric;
import dev.sundial.metrics.VendedMetric;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import dev.sundial.spec.ModelSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LogQueryVisualizationType;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.cloudwatch.SingleValueWidget;
import software.constructs.Construct;

/**
 * A model at a glance: how it stands, how good its versions were by hour, day and week, how old it
 * and its data are, how its trainings and predictions went, and what to do about each alarm.
 */
final class ModelDashboard {
  private static final Duration HOUR = Duration.hours(1);
  private static final Duration DAY = Duration.days(1);
  private static final Duration WEEK = Duration.days(7);

  private final ModelSpec model;
  private final ModelName name;
  private final Map<AlarmKind, Alarm> alarms;
  private final CompositeAlarm health;
  private final ResourceNames names;
  private final StageMetrics metrics;
  private final Duration probe;

  ModelDashboard(
      StageSpec stage, ModelSpec model, Map<AlarmKind, Alarm> alarms, CompositeAlarm health) {
    this.model = model;
    this.name = model.name();
    this.alarms = alarms;
    this.health = health;
    this.names = new ResourceNames(stage.name());
    this.metrics = new StageMetrics(names);
    this.probe = Duration.seconds(stage.watch().probe().every().toSeconds());
  }

  void create(Construct scope) {
    Dashboard.Builder.create(scope, "Dashboard")
        .dashboardName(names.dashboard(name))
        .defaultInterval(Duration.days(7))
        .widgets(
            List.of(
                List.of(lights(), now()),
                quality(),
                List.of(parts(), age(), duration()),
                List.of(memory(), data(), queues()),
                List.of(
                    predictions(),
                    Chart.latency("Latency of the API, all models", metrics),
                    errors()),
                List.of(Advice.widget(alarms.keySet()))))
        .build();
  }

  private IWidget lights() {
    return AlarmStatusWidget.Builder.create()
        .title("Alarms of " + name)
        .alarms(Stream.concat(Stream.<IAlarm>of(health), alarms.values().stream()).toList())
        .width(Chart.COLUMNS / 2)
        .height(4)
        .build();
  }

  private IWidget now() {
    return SingleValueWidget.Builder.create()
        .title("Now")
        .metrics(
            List.of(
                gauge(quality(AlarmKind.ACCURACY_LOW), "newest version"),
                gauge(quality(AlarmKind.WEEK_LOW), "mean of 7 days"),
                gauge(Metric.MODEL_AGE_HOURS, "age (h)"),
                gauge(Metric.OVERDUE_HOURS, "overdue (h)")))
        .width(Chart.COLUMNS / 2)
        .height(4)
        .build();
  }

  /** Accuracy, or R², of the newest version by hour, day and week. */
  private List<IWidget> quality() {
    Metric metric = quality(AlarmKind.ACCURACY_LOW);
    List<IWidget> charts = new ArrayList<>();
    Map<String, Duration> periods = new LinkedHashMap<>();
    periods.put("hour", HOUR);
    periods.put("day", DAY);
    periods.put("week", WEEK);
    periods.forEach(
        (word, period) ->
            charts.add(
                bounds(
                        new Chart(metric.metricName() + " by " + word)
                            .left(of(metric, "Average", period, metric.metricName())))
                    .widget()));
    return charts;
  }

  private Chart bounds(Chart chart) {
    model.alerts().floor().ifPresent(floor -> chart.line(floor, "floor", Chart.RED));
    model.alerts().ceiling().ifPresent(ceiling -> chart.line(ceiling, "ceiling", Chart.AMBER));
    return chart;
  }

  private IWidget parts() {
    return switch (model.task()) {
      case CLASSIFICATION ->
          new Chart("Training against test")
              .left(
                  of(Metric.TRAINING_ACCURACY, "Average", HOUR, "training part"),
                  of(Metric.TEST_ACCURACY, "Average", HOUR, "test part"),
                  of(Metric.WEEK_ACCURACY, "Average", HOUR, "test part, mean of 7 days"))
              .axes("accuracy", "")
              .widget();
      case REGRESSION ->
          new Chart("Training against test")
              .left(
                  of(Metric.TRAINING_RMSE, "Average", HOUR, "training part"),
                  of(Metric.TEST_RMSE, "Average", HOUR, "test part"))
              .axes("RMSE", "")
              .fromZero()
              .widget();
    };
  }

  private IWidget age() {
    double hours = model.alerts().maxAge().toMinutes() / 60.0;
    return new Chart("Age of the newest version")
        .left(gauge(Metric.MODEL_AGE_HOURS, "age"))
        .line(hours, "stale", Chart.RED)
        .axes("hours", "")
        .fromZero()
        .widget();
  }

  private IWidget duration() {
    return new Chart("Time a training takes")
        .left(metrics.ofTraining(name, VendedMetric.FUNCTION_DURATION, "Maximum", HOUR, "longest"))
        .line(model.training().expectedWithin().toMillis(), "expected within", Chart.AMBER)
        .axes("milliseconds", "")
        .fromZero()
        .widget();
  }

  private IWidget memory() {
    return LogQueryWidget.Builder.create()
        .title("Memory of the training function")
        .logGroupNames(List.of(ResourceNames.logGroup(names.trainingFunction(name))))
        .queryLines(
            List.of(
                "filter @type = \"REPORT\"",
                "stats max(@maxMemoryUsed / 1000000) as usedMB, max(@memorySize / 1000000) as"
                    + " givenMB by bin(1h)"))
        .view(LogQueryVisualizationType.LINE)
        .width(Chart.COLUMNS / 3)
        .height(6)
        .build();
  }

  private IWidget data() {
    return new Chart("Data")
        .left(of(Metric.DATA_ROWS, "Maximum", HOUR, "rows of a version"))
        .right(gauge(Metric.DATA_AGE_HOURS, "age of the newest object"))
        .axes("rows", "hours")
        .fromZero()
        .widget();
  }

  private IWidget queues() {
    return new Chart("Waiting in failure queues")
        .left(
            gauge(Metric.TRAINING_FAILURES_WAITING, "given-up trainings"),
            gauge(Metric.SCHEDULE_FAILURES_WAITING, "undelivered by the schedule"))
        .axes("messages", "")
        .fromZero()
        .widget();
  }

  private IWidget predictions() {
    return new Chart("Predictions a minute")
        .left(metrics.predictionsAMinute(name, "asked", "predictions"))
        .axes("predictions", "")
        .fromZero()
        .widget();
  }

  private IWidget errors() {
    return new Chart("Errors")
        .left(
            of(Metric.PREDICTION_FAILURES, "Sum", StageMetrics.EVENTS, "predictions"),
            of(Metric.TRAINING_FAILURES, "Sum", StageMetrics.EVENTS, "rejected trainings"),
            metrics.ofTraining(
                name,
                VendedMetric.FUNCTION_ERRORS,
                "Sum",
                StageMetrics.EVENTS,
                "failed training attempts"))
        .axes("count", "")
        .fromZero()
        .widget();
  }

  /** What an alarm on quality watches for this model's task. */
  private Metric quality(AlarmKind kind) {
    if (kind.watched() instanceof Watched.Quality quality) {
      return Alarms.quality(quality, model.task());
    }
    throw new IllegalArgumentException(kind + " does not watch quality");
  }

  private IMetric gauge(Metric metric, String label) {
    return of(metric, "Maximum", probe, label);
  }

  private IMetric of(Metric metric, String statistic, Duration period, String label) {
    return metrics.of(name, metric, statistic, period, label);
  }
}
