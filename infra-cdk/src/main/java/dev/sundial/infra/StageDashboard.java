package dev.sundial.infra;

import dev.sundial.alarms.AlarmKind;
import dev.sundial.alarms.AlarmNames;
import dev.sundial.metrics.Metric;
import dev.sundial.metrics.VendedMetric;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.constructs.Construct;

/** A stage at a glance: every model's light and age, the API, the probe and Slack. */
final class StageDashboard {
  private final List<ModelName> models;
  private final Map<AlarmKind, Alarm> alarms;
  private final ResourceNames names;
  private final StageMetrics metrics;
  private final Duration probe;

  StageDashboard(StageSpec stage, List<ModelName> models, Map<AlarmKind, Alarm> alarms) {
    this.models = models;
    this.alarms = alarms;
    this.names = new ResourceNames(stage.name());
    this.metrics = new StageMetrics(names);
    this.probe = Duration.seconds(stage.watch().probe().every().toSeconds());
  }

  void create(Construct scope) {
    Dashboard.Builder.create(scope, "Dashboard")
        .dashboardName(names.dashboard())
        .defaultInterval(Duration.days(7))
        .widgets(
            List.of(
                List.of(
                    lights("Models", modelLights(scope)),
                    lights("Stage " + names.stage(), List.copyOf(alarms.values()))),
                List.of(ages(), predictions(), failures()),
                List.of(requests(), Chart.latency("Latency of the API", metrics), errors()),
                List.of(
                    functions(VendedMetric.FUNCTION_INVOCATIONS, "Invocations", "Sum"),
                    functions(VendedMetric.FUNCTION_ERRORS, "Function errors", "Sum"),
                    slack()),
                List.of(Advice.widget(alarms.keySet()))))
        .build();
  }

  private List<IAlarm> modelLights(Construct scope) {
    List<IAlarm> lights = new ArrayList<>();
    for (ModelName model : models) {
      String arn =
          Arn.format(
              ArnComponents.builder()
                  .service("cloudwatch")
                  .resource("alarm")
                  .resourceName(new AlarmNames(names).health(model))
                  .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                  .build(),
              Stack.of(scope));
      lights.add(Alarm.fromAlarmArn(scope, "HealthOf-" + model, arn));
    }
    return lights;
  }

  private static IWidget lights(String title, List<IAlarm> alarms) {
    return AlarmStatusWidget.Builder.create()
        .title(title)
        .alarms(alarms)
        .width(Chart.COLUMNS / 2)
        .height(4)
        .build();
  }

  private IWidget ages() {
    return new Chart("Age of the newest versions")
        .left(each(model -> of(model, Metric.MODEL_AGE_HOURS, "Maximum", probe)))
        .axes("hours", "")
        .fromZero()
        .widget();
  }

  private IWidget predictions() {
    IMetric[] series = new IMetric[models.size()];
    for (int i = 0; i < series.length; i++) {
      ModelName model = models.get(i);
      series[i] = metrics.predictionsAMinute(model, "asked" + i, model.value());
    }
    return new Chart("Predictions a minute")
        .left(series)
        .axes("predictions", "")
        .fromZero()
        .widget();
  }

  private IWidget failures() {
    return new Chart("Rejected trainings")
        .left(each(model -> of(model, Metric.TRAINING_FAILURES, "Sum", Duration.hours(1))))
        .axes("runs", "")
        .fromZero()
        .widget();
  }

  private IMetric[] each(Function<ModelName, IMetric> metric) {
    return models.stream().map(metric).toArray(IMetric[]::new);
  }

  private IMetric of(ModelName model, Metric metric, String statistic, Duration period) {
    return metrics.of(model, metric, statistic, period, model.value());
  }

  private IWidget requests() {
    return new Chart("Requests")
        .left(
            metrics.ofApi(VendedMetric.API_REQUESTS, "Sum", StageMetrics.EVENTS, "requests"),
            metrics.ofApi(VendedMetric.API_CLIENT_ERRORS, "Sum", StageMetrics.EVENTS, "4xx"))
        .axes("requests", "")
        .fromZero()
        .widget();
  }

  private IWidget errors() {
    return new Chart("Errors of the API")
        .left(
            metrics.ofApi(VendedMetric.API_SERVER_ERRORS, "Sum", StageMetrics.EVENTS, "5xx"),
            function(
                VendedMetric.FUNCTION_THROTTLES, names.predictionFunction(), "Sum", "throttles"))
        .axes("requests", "")
        .fromZero()
        .widget();
  }

  private IWidget functions(VendedMetric metric, String title, String statistic) {
    return new Chart(title)
        .left(
            function(metric, names.predictionFunction(), statistic, "prediction"),
            function(metric, names.probeFunction(), statistic, "probe"),
            function(metric, names.slackFunction(), statistic, "slack"),
            function(metric, names.sweepFunction(), statistic, "sweep"))
        .axes("count", "")
        .fromZero()
        .widget();
  }

  private IWidget slack() {
    return new Chart("Messages that did not reach Slack")
        .left(
            metrics.vended(
                VendedMetric.QUEUE_DEPTH,
                List.of(names.slackFailureQueue()),
                "Maximum",
                StageMetrics.EVENTS,
                "waiting"))
        .axes("messages", "")
        .fromZero()
        .widget();
  }

  private IMetric function(VendedMetric metric, String function, String statistic, String label) {
    return metrics.vended(metric, List.of(function), statistic, StageMetrics.EVENTS, label);
  }
}
