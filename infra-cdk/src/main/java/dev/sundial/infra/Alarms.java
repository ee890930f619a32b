package dev.sundial.infra;

import dev.sundial.alarms.AlarmKind;
import dev.sundial.alarms.AlarmNames;
import dev.sundial.alarms.Watched;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import dev.sundial.spec.ModelSpec;
import dev.sundial.spec.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/** Makes the alarms of {@link AlarmKind}; what each is on, and where its bound lies, is here. */
final class Alarms {
  private static final double MILLIS_PER_SECOND = 1000;
  private static final double SECONDS_PER_HOUR = 3600;

  private final Construct scope;
  private final StageSpec stage;
  private final ResourceNames names;
  private final AlarmNames alarms;
  private final StageMetrics metrics;
  private final ITopic topic;

  /**
   * @param topic told of every alarm, when it goes red and when it is over
   */
  Alarms(Construct scope, StageSpec stage, ITopic topic) {
    this.scope = scope;
    this.stage = stage;
    this.names = new ResourceNames(stage.name());
    this.alarms = new AlarmNames(names);
    this.metrics = new StageMetrics(names);
    this.topic = topic;
  }

  /** The alarms of the stage, in the order of the table. */
  Map<AlarmKind, Alarm> ofStage() {
    Map<AlarmKind, Alarm> made = new EnumMap<>(AlarmKind.class);
    for (AlarmKind kind : AlarmKind.of(AlarmKind.Scope.STAGE)) {
      made.put(kind, alarm(kind, alarms.of(kind), stageMetric(kind), stageBound(kind)));
    }
    return made;
  }

  /** The alarms of a model; those on a bound that it does not set are left out. */
  Map<AlarmKind, Alarm> ofModel(ModelSpec model) {
    Map<AlarmKind, Alarm> made = new EnumMap<>(AlarmKind.class);
    for (AlarmKind kind : AlarmKind.of(AlarmKind.Scope.MODEL)) {
      bound(kind, model)
          .ifPresent(
              bound ->
                  made.put(
                      kind,
                      alarm(kind, alarms.of(model.name(), kind), modelMetric(kind, model), bound)));
    }
    return made;
  }

  private Alarm alarm(AlarmKind kind, String name, Metric metric, double bound) {
    Alarm alarm =
        Alarm.Builder.create(scope, constructId(kind))
            .alarmName(name)
            .alarmDescription(kind.title() + ". " + kind.advice())
            .metric(metric)
            .comparisonOperator(
                switch (kind.crossing()) {
                  case ABOVE -> ComparisonOperator.GREATER_THAN_THRESHOLD;
                  case BELOW -> ComparisonOperator.LESS_THAN_THRESHOLD;
                })
            .threshold(bound)
            .evaluationPeriods(kind.periods())
            .datapointsToAlarm(kind.datapoints())
            .treatMissingData(
                switch (kind.missing()) {
                  case BREACHING -> TreatMissingData.BREACHING;
                  case NOT_BREACHING -> TreatMissingData.NOT_BREACHING;
                  case IGNORE -> TreatMissingData.IGNORE;
                })
            .build();
    alarm.addAlarmAction(new SnsAction(topic));
    alarm.addOkAction(new SnsAction(topic));
    return alarm;
  }

  private static String constructId(AlarmKind kind) {
    return Arrays.stream(kind.id().split("-"))
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining())
        + "Alarm";
  }

  private Duration period(AlarmKind kind) {
    return switch (kind.pace()) {
      case PROBE -> Duration.seconds(stage.watch().probe().every().toSeconds());
      case FIVE_MINUTES -> StageMetrics.EVENTS;
    };
  }

  private Metric modelMetric(AlarmKind kind, ModelSpec model) {
    String statistic = kind.statistic().cloudWatchName();
    ModelName name = model.name();
    return switch (kind.watched()) {
      case Watched.Custom(var metric) -> metrics.of(name, metric, statistic, period(kind), "");
      case Watched.Quality quality ->
          metrics.of(name, quality(quality, model.task()), statistic, period(kind), "");
      case Watched.Vended(var metric, var of) ->
          metrics.ofTraining(name, metric, statistic, period(kind), "");
    };
  }

  static dev.sundial.metrics.Metric quality(Watched.Quality quality, Task task) {
    return switch (task) {
      case CLASSIFICATION -> quality.classification();
      case REGRESSION -> quality.regression();
    };
  }

  private static Optional<Double> bound(AlarmKind kind, ModelSpec model) {
    double within = model.training().expectedWithin().toSeconds();
    return switch (kind) {
      case STALE -> Optional.of(model.alerts().maxAge().toSeconds() / SECONDS_PER_HOUR);
      case ACCURACY_LOW, WEEK_LOW -> model.alerts().floor();
      case ACCURACY_HIGH -> model.alerts().ceiling();
      case OVERDUE -> Optional.of(within / SECONDS_PER_HOUR + longestDay(model));
      case TRAINING_SLOW -> Optional.of(within * MILLIS_PER_SECOND);
      case TRAINING_FAILED, TRAINING_QUEUE, SCHEDULE_QUEUE, PREDICTION_FAILED -> Optional.of(0.0);
      case API_ERRORS, API_SLOW, API_THROTTLED, PROBE_DEAD, PROBE_TROUBLED, NOTICES_LOST ->
          throw new IllegalArgumentException(kind + " is no alarm of a model");
    };
  }

  /** Hours that a day may have more than 24, where clocks are put back. */
  private static double longestDay(ModelSpec model) {
    return model.schedule().timezone().getRules().isFixedOffset() ? 0 : 1;
  }

  private Metric stageMetric(AlarmKind kind) {
    if (!(kind.watched() instanceof Watched.Vended(var metric, var unused))) {
      throw new IllegalArgumentException(kind + " does not watch what AWS vends");
    }
    List<String> of = new ArrayList<>();
    switch (kind) {
      case API_ERRORS, API_SLOW -> of.addAll(List.of(names.api(), stage.name().value()));
      case API_THROTTLED -> of.add(names.predictionFunction());
      case PROBE_DEAD, PROBE_TROUBLED -> of.add(names.probeFunction());
      case NOTICES_LOST -> of.add(names.slackFailureQueue());
      case STALE,
          ACCURACY_LOW,
          ACCURACY_HIGH,
          WEEK_LOW,
          OVERDUE,
          TRAINING_SLOW,
          TRAINING_FAILED,
          TRAINING_QUEUE,
          SCHEDULE_QUEUE,
          PREDICTION_FAILED ->
          throw new IllegalArgumentException(kind + " is no alarm of a stage");
    }
    return metrics.vended(metric, of, kind.statistic().cloudWatchName(), period(kind), "");
  }

  private double stageBound(AlarmKind kind) {
    if (kind == AlarmKind.API_SLOW) {
      return stage.watch().alerts().latency().toMillis();
    }
    return kind == AlarmKind.PROBE_DEAD ? 1 : 0;
  }
}
