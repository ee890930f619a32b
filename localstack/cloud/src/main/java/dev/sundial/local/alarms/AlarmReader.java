package dev.sundial.local.alarms;

import dev.sundial.local.stack.Pending;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads alarms from requests and templates, which name everything alike. */
final class AlarmReader {
  static final Set<String> COMMON =
      Set.of(
          "AlarmName",
          "AlarmDescription",
          "ActionsEnabled",
          "OKActions",
          "AlarmActions",
          "InsufficientDataActions",
          "Tags");
  static final Set<String> METRIC =
      with(
          "Namespace",
          "MetricName",
          "Dimensions",
          "Statistic",
          "ExtendedStatistic",
          "Period",
          "Unit",
          "Metrics",
          "ComparisonOperator",
          "Threshold",
          "EvaluationPeriods",
          "DatapointsToAlarm",
          "TreatMissingData",
          "EvaluateLowSampleCountPercentile");
  static final Set<String> COMPOSITE = with("AlarmRule");

  private static final Pattern NAME = Pattern.compile("[^\\x00-\\x1F\\x7F]{1,255}");
  private static final int LONGEST_DESCRIPTION = 1024;
  private static final int MOST_ACTIONS = 5;
  private static final Set<String> BANDS =
      Set.of(
          "LessThanLowerOrGreaterThanUpperThreshold",
          "LessThanLowerThreshold",
          "GreaterThanUpperThreshold");

  private AlarmReader() {}

  /** Empty when something is wrong, which is noted. */
  static Optional<Alarm> metric(Members members, String name) {
    members.refuseOthers(METRIC);
    Alarm.Settings settings = settings(members, name);
    Optional<Watched> watched = WatchedReader.read(members);
    Optional<Comparison> comparison = comparison(members);
    if (!members.has("Threshold")) {
      members.problem("Threshold", "is required");
    }
    double threshold = members.number("Threshold").orElse(0.0);
    int periods = members.integer("EvaluationPeriods").orElse(0);
    if (periods < 1) {
      members.problem("EvaluationPeriods", "must be at least 1");
    }
    OptionalInt datapoints = members.integer("DatapointsToAlarm");
    if (datapoints.isPresent() && (datapoints.getAsInt() < 1 || datapoints.getAsInt() > periods)) {
      members.problem("DatapointsToAlarm", "must be from 1 to EvaluationPeriods, " + periods);
    }
    Optional<String> missing = members.text("TreatMissingData");
    if (missing.isPresent() && missing.flatMap(MissingData::parse).isEmpty()) {
      members.problem(
          "TreatMissingData",
          "must be missing, ignore, breaching or notBreaching, was " + missing.get());
    }
    Optional<String> low =
        members.oneOf(
            "EvaluateLowSampleCountPercentile", Set.of(LowSamples.EVALUATE, LowSamples.IGNORE));
    watched.ifPresent(found -> checkSpan(members, found, periods));
    if (!members.problems().isEmpty() || watched.isEmpty() || comparison.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Alarm.Metric(
            settings,
            watched.get(),
            comparison.get(),
            threshold,
            periods,
            datapoints,
            missing.flatMap(MissingData::parse),
            low));
  }

  /** Empty when something is wrong, which is noted. */
  static Optional<Alarm> composite(Members members, String name) {
    members.refuseOthers(COMPOSITE);
    Alarm.Settings settings = settings(members, name);
    String rule = members.required("AlarmRule");
    if (!rule.isEmpty()) {
      try {
        RuleParser.parse(rule);
      } catch (IllegalArgumentException e) {
        if (!Pending.in(rule)) {
          members.problem("AlarmRule", String.valueOf(e.getMessage()));
        }
      }
    }
    return members.problems().isEmpty()
        ? Optional.of(new Alarm.Composite(settings, rule))
        : Optional.empty();
  }

  private static Alarm.Settings settings(Members members, String name) {
    if (!NAME.matcher(name).matches()) {
      members.problem(
          "AlarmName", "must have 1 to 255 characters, and no ASCII control characters");
    }
    Optional<String> description = members.text("AlarmDescription");
    if (description.filter(text -> text.length() > LONGEST_DESCRIPTION).isPresent()) {
      members.problem(
          "AlarmDescription", "must have at most " + LONGEST_DESCRIPTION + " characters");
    }
    return new Alarm.Settings(
        name,
        description,
        members.bool("ActionsEnabled", true),
        actions(members, "OKActions"),
        actions(members, "AlarmActions"),
        actions(members, "InsufficientDataActions"));
  }

  private static List<String> actions(Members members, String name) {
    List<String> actions = members.texts(name);
    if (actions.size() > MOST_ACTIONS) {
      members.problem(name, "must be at most " + MOST_ACTIONS);
    }
    return actions.stream().distinct().toList();
  }

  private static Optional<Comparison> comparison(Members members) {
    String operator = members.required("ComparisonOperator");
    Optional<Comparison> comparison = Comparison.parse(operator);
    if (comparison.isEmpty() && !operator.isEmpty()) {
      members.problem(
          "ComparisonOperator",
          BANDS.contains(operator)
              ? "is not implemented as " + operator + ": there is no anomaly detection"
              : "must be one of "
                  + Arrays.stream(Comparison.values())
                      .map(Comparison::cloudWatchName)
                      .collect(Collectors.joining(", "))
                  + ", was "
                  + operator);
    }
    return comparison;
  }

  private static void checkSpan(Members members, Watched watched, int periods) {
    Duration period = watched.query().period();
    Duration most =
        period.compareTo(Duration.ofHours(1)) >= 0 ? Duration.ofDays(7) : Duration.ofDays(1);
    if (period.toSeconds() * periods > most.toSeconds()) {
      members.problem(
          "EvaluationPeriods",
          "times Period must be at most "
              + most.toSeconds()
              + " seconds ("
              + (most.toDays() == 1 ? "a day" : "7 days, as the period is an hour or more")
              + "), was "
              + period.toSeconds() * periods);
    }
  }

  private static Set<String> with(String... more) {
    Set<String> all = new HashSet<>(COMMON);
    all.addAll(List.of(more));
    return Set.copyOf(all);
  }
}
