package dev.sundial.local.alarms;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.sundial.local.endpoint.Account;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An alarm as it was declared. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Alarm.Metric.class, name = "metric"),
  @JsonSubTypes.Type(value = Alarm.Composite.class, name = "composite")
})
public sealed interface Alarm {
  String METRIC = "MetricAlarm";
  String COMPOSITE = "CompositeAlarm";

  Settings settings();

  /** {@value #METRIC} or {@value #COMPOSITE}. */
  default String type() {
    return switch (this) {
      case Metric metric -> METRIC;
      case Composite composite -> COMPOSITE;
    };
  }

  default String name() {
    return settings().name();
  }

  default String arn() {
    return arn(name());
  }

  static String arn(String name) {
    return Account.arn("cloudwatch", "alarm:" + name);
  }

  /** What both kinds have. */
  record Settings(
      String name,
      Optional<String> description,
      boolean actionsEnabled,
      List<String> okActions,
      List<String> alarmActions,
      List<String> insufficientDataActions) {

    public Settings {
      okActions = List.copyOf(okActions);
      alarmActions = List.copyOf(alarmActions);
      insufficientDataActions = List.copyOf(insufficientDataActions);
    }

    /** What is executed on a change to a state. */
    public List<String> actions(AlarmState state) {
      return switch (state) {
        case OK -> okActions;
        case ALARM -> alarmActions;
        case INSUFFICIENT_DATA -> insufficientDataActions;
      };
    }

    Settings withActionsEnabled(boolean enabled) {
      return new Settings(
          name, description, enabled, okActions, alarmActions, insufficientDataActions);
    }

    Settings named(String other) {
      return new Settings(
          other, description, actionsEnabled, okActions, alarmActions, insufficientDataActions);
    }
  }

  /**
   * An alarm on a metric or on math.
   *
   * @param evaluationPeriods N, how many periods are evaluated
   * @param datapointsToAlarm M, how many of them must breach; all when it is not said
   * @param treatMissingData when it is said
   * @param lowSamples {@code evaluate} or {@code ignore}, for percentiles, when it is said
   */
  record Metric(
      Settings settings,
      Watched watched,
      Comparison comparison,
      double threshold,
      int evaluationPeriods,
      OptionalInt datapointsToAlarm,
      Optional<MissingData> treatMissingData,
      Optional<String> lowSamples)
      implements Alarm {

    Judgement judgement() {
      return new Judgement(comparison, threshold, datapoints(), evaluationPeriods, missing());
    }

    /** M, how many periods must breach. */
    public int datapoints() {
      return datapointsToAlarm.orElse(evaluationPeriods);
    }

    /** What a period without data counts as. */
    public MissingData missing() {
      return treatMissingData.orElse(watchesDynamoDb() ? MissingData.IGNORE : MissingData.MISSING);
    }

    /** Of DynamoDB's metrics missing data is ignored unless something else is said. */
    private boolean watchesDynamoDb() {
      return watched.metrics().stream()
          .anyMatch(metric -> metric.namespace().equals("AWS/DynamoDB"));
    }
  }

  /**
   * An alarm on other alarms.
   *
   * @param rule such as {@code ALARM("a") OR ALARM("b")}
   */
  record Composite(Settings settings, String rule) implements Alarm {}

  /** The same alarm with other settings. */
  default Alarm with(Settings changed) {
    return switch (this) {
      case Metric m ->
          new Metric(
              changed,
              m.watched(),
              m.comparison(),
              m.threshold(),
              m.evaluationPeriods(),
              m.datapointsToAlarm(),
              m.treatMissingData(),
              m.lowSamples());
      case Composite c -> new Composite(changed, c.rule());
    };
  }
}
