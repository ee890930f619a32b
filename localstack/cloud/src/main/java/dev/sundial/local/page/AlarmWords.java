package dev.sundial.local.page;

import dev.sundial.alarms.AlarmKind;
import dev.sundial.local.alarms.Alarm;
import dev.sundial.local.alarms.AlarmState;
import dev.sundial.local.alarms.Comparison;
import dev.sundial.local.alarms.Dimension;
import dev.sundial.local.alarms.Watched;
import dev.sundial.local.alarms.WatchedMetric;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Alarms in words. */
final class AlarmWords {
  private AlarmWords() {}

  /**
   * When an alarm is red, such as {@code Maximum of ModelAgeHours > 36, 1 of 1 × 5 min, missing:
   * breaching}; the rule of a composite one.
   */
  static String red(Alarm alarm) {
    return switch (alarm) {
      case Alarm.Composite composite -> rule(composite);
      case Alarm.Metric metric ->
          "%s %s %s, %d of %d × %s, missing: %s"
              .formatted(
                  what(metric.watched()),
                  sign(metric.comparison()),
                  Figures.number(metric.threshold()),
                  metric.datapoints(),
                  metric.evaluationPeriods(),
                  Figures.period(metric.watched().query().period()),
                  metric.missing().cloudWatchName());
    };
  }

  /** A rule with alarms called by their names. */
  static String rule(Alarm.Composite composite) {
    return composite.rule().replaceAll("arn:aws:cloudwatch:[a-z0-9-]+:\\d+:alarm:", "");
  }

  static String what(Watched watched) {
    return switch (watched) {
      case Watched.One(WatchedMetric metric) -> metric.statistic() + " of " + metric.name();
      case Watched.Math math ->
          math.returned()
              .expression()
              .or(() -> math.returned().label())
              .orElseGet(() -> math.returned().id());
    };
  }

  /** The metrics it looks at, whole. */
  static String metrics(Watched watched) {
    return watched.metrics().stream().map(AlarmWords::metric).collect(Collectors.joining("; "));
  }

  private static String metric(WatchedMetric metric) {
    String dimensions =
        metric.dimensions().stream()
            .map((Dimension one) -> one.name() + "=" + one.value())
            .collect(Collectors.joining(", "));
    return metric.namespace()
        + " "
        + metric.name()
        + (dimensions.isEmpty() ? "" : " " + dimensions);
  }

  static String sign(Comparison comparison) {
    return switch (comparison) {
      case ABOVE -> ">";
      case AT_LEAST -> "≥";
      case BELOW -> "<";
      case AT_MOST -> "≤";
    };
  }

  static String state(AlarmState state) {
    return state.name().replace('_', ' ');
  }

  static Show.Mood mood(AlarmState state) {
    return switch (state) {
      case OK -> Show.Mood.GOOD;
      case ALARM -> Show.Mood.BAD;
      case INSUFFICIENT_DATA -> Show.Mood.PLAIN;
    };
  }

  /** Which of ours an alarm is, by the end of its name. */
  static Optional<AlarmKind> kind(String name) {
    return Arrays.stream(AlarmKind.values())
        .filter(kind -> name.startsWith("sundial-") && name.endsWith("-" + kind.id()))
        .max(Comparator.comparingInt(kind -> kind.id().length()));
  }
}
