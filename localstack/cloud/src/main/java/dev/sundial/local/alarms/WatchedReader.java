package dev.sundial.local.alarms;

import dev.sundial.local.metrics.MetricInput;
import dev.sundial.local.metrics.math.Expressions;
import dev.sundial.local.metrics.math.MathException;
import dev.sundial.local.metrics.math.MetricMath;
import dev.sundial.local.stack.Pending;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a metric alarm looks at. */
final class WatchedReader {
  private static final Set<String> STATISTICS =
      Set.of("SampleCount", "Average", "Sum", "Minimum", "Maximum");
  private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(\\.\\d{1,10})?|100)");
  private static final Pattern ID = Pattern.compile("[a-z][a-zA-Z0-9_]{0,254}");
  private static final Set<String> ONE_METRIC =
      Set.of(
          "Namespace",
          "MetricName",
          "Dimensions",
          "Statistic",
          "ExtendedStatistic",
          "Period",
          "Unit");
  private static final Set<String> HIGH_RESOLUTION = Set.of("10", "20", "30");
  private static final int MOST_DIMENSIONS = 30;
  private static final int MOST_METRICS = 10;
  private static final int MOST_QUERIES = 20;

  private WatchedReader() {}

  /** Empty when it is wrong, which is noted. */
  static Optional<Watched> read(Members members) {
    if (!members.has("Metrics")) {
      return metric(members, "MetricName", statistic(members)).map(Watched.One::new);
    }
    ONE_METRIC.stream()
        .filter(members::has)
        .forEach(name -> members.problem(name, "cannot be given together with Metrics"));
    List<WatchedQuery> queries = new ArrayList<>();
    members.objects("Metrics").forEach(query -> queries.add(query(query)));
    check(members, queries);
    return members.problems().isEmpty() ? Optional.of(new Watched.Math(queries)) : Optional.empty();
  }

  private static void check(Members members, List<WatchedQuery> queries) {
    List<String> unreadable =
        queries.stream().flatMap(query -> unreadable(query).stream()).toList();
    if (!unreadable.isEmpty()) {
      unreadable.forEach(why -> members.problem("Metrics", "has a wrong expression " + why));
      return;
    }
    long returned = queries.stream().filter(WatchedQuery::returnData).count();
    long metrics = queries.stream().filter(query -> query.metric().isPresent()).count();
    Set<String> ids = new HashSet<>();
    queries.stream()
        .filter(query -> !ids.add(query.id()))
        .forEach(query -> members.problem("Metrics", "has the id " + query.id() + " twice"));
    if (queries.isEmpty() || queries.size() > MOST_QUERIES) {
      members.problem("Metrics", "must have 1 to " + MOST_QUERIES + " queries");
    } else if (returned != 1) {
      members.problem("Metrics", "must have exactly one query whose ReturnData is true");
    }
    if (!queries.isEmpty() && (metrics < 1 || metrics > MOST_METRICS)) {
      members.problem("Metrics", "must have 1 to " + MOST_METRICS + " metrics");
    }
    long periods =
        queries.stream()
            .flatMap(query -> query.metric().stream())
            .mapToInt(WatchedMetric::period)
            .distinct()
            .count();
    if (periods > 1) {
      members.problem("Metrics", "must all have the same Period");
    } else if (periods == 1) {
      checkPeriods(members, queries);
    }
    boolean known = queries.stream().flatMap(q -> q.expression().stream()).noneMatch(Pending::in);
    if (members.problems().isEmpty() && known) {
      checkExpressions(members, queries);
    }
  }

  /** What is no metric math at all, and needs nothing else to be told so. */
  private static Optional<String> unreadable(WatchedQuery query) {
    try {
      query.expression().filter(text -> !Pending.in(text)).ifPresent(MetricMath::parse);
      return Optional.empty();
    } catch (MathException e) {
      return Optional.of(query.id() + ": " + e.text());
    }
  }

  /** Nothing here makes data of one period into data of another. */
  private static void checkPeriods(Members members, List<WatchedQuery> queries) {
    int made =
        queries.stream()
            .flatMap(query -> query.metric().stream())
            .mapToInt(WatchedMetric::period)
            .findFirst()
            .orElseThrow();
    for (WatchedQuery query : queries) {
      if (query.period().orElse(made) != made) {
        members.problem(
            "Metrics",
            "is implemented with the Period of its metrics, "
                + made
                + ", only: "
                + query.id()
                + " has "
                + query.period().orElse(made));
      }
    }
  }

  private static void checkExpressions(Members members, List<WatchedQuery> queries) {
    List<String> metrics = new ArrayList<>();
    Map<String, String> texts = new LinkedHashMap<>();
    for (WatchedQuery query : queries) {
      query
          .expression()
          .ifPresentOrElse(text -> texts.put(query.id(), text), () -> metrics.add(query.id()));
    }
    Expressions expressions = new Expressions(metrics, texts);
    for (WatchedQuery query : queries) {
      expressions
          .problem(query.id())
          .or(
              () ->
                  query.returnData() && expressions.isArray(query.id())
                      ? Optional.of("The expression must return a single time series")
                      : Optional.empty())
          .ifPresent(
              why ->
                  members.problem("Metrics", "has a wrong expression " + query.id() + ": " + why));
    }
  }

  private static WatchedQuery query(Members members) {
    members.refuseOthers(Set.of("Id", "MetricStat", "Expression", "Label", "Period", "ReturnData"));
    String id = members.required("Id");
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      members.problem(
          "Id", "must begin with a small letter and have letters, digits and _, was " + id);
    }
    if (members.has("MetricStat") == members.has("Expression")) {
      members.problem("MetricStat", "or Expression must be given, and not both");
    }
    Optional<String> expression = members.text("Expression");
    OptionalInt period =
        members.has("Period") ? OptionalInt.of(period(members)) : OptionalInt.empty();
    return new WatchedQuery(
        id,
        members.object("MetricStat").flatMap(WatchedReader::metricStat),
        expression,
        members.text("Label"),
        period,
        members.bool("ReturnData", true));
  }

  private static Optional<WatchedMetric> metricStat(Members stat) {
    stat.refuseOthers(Set.of("Metric", "Period", "Stat", "Unit"));
    String statistic = stat.required("Stat");
    if (!statistic.isEmpty()
        && !STATISTICS.contains(statistic)
        && !PERCENTILE.matcher(statistic).matches()) {
      stat.problem("Stat", "is not implemented as " + statistic);
    }
    Optional<Members> metric = stat.object("Metric");
    if (metric.isEmpty()) {
      stat.problem("Metric", "is required");
      return Optional.empty();
    }
    metric.get().refuseOthers(Set.of("Namespace", "MetricName", "Dimensions"));
    int period = period(stat);
    Optional<String> unit = unit(stat);
    return Optional.of(
        new WatchedMetric(
            metric.get().required("Namespace"),
            metric.get().required("MetricName"),
            dimensions(metric.get()),
            statistic,
            period,
            unit));
  }

  private static Optional<WatchedMetric> metric(Members members, String name, String statistic) {
    WatchedMetric metric =
        new WatchedMetric(
            members.required("Namespace"),
            members.required(name),
            dimensions(members),
            statistic,
            period(members),
            unit(members));
    return members.problems().isEmpty() ? Optional.of(metric) : Optional.empty();
  }

  private static Optional<String> unit(Members members) {
    Optional<String> unit = members.text("Unit");
    unit.filter(text -> !MetricInput.isUnit(text))
        .ifPresent(text -> members.problem("Unit", "must be a unit such as Count, was " + text));
    return unit;
  }

  private static String statistic(Members members) {
    if (members.has("Statistic") == members.has("ExtendedStatistic")) {
      members.problem("Statistic", "or ExtendedStatistic must be given, and not both");
      return "";
    }
    Optional<String> extended = members.text("ExtendedStatistic");
    extended
        .filter(text -> !PERCENTILE.matcher(text).matches())
        .ifPresent(
            text ->
                members.problem(
                    "ExtendedStatistic",
                    "is implemented for percentiles such as p99 only, was " + text));
    return extended.or(() -> members.oneOf("Statistic", STATISTICS)).orElse("");
  }

  private static List<Dimension> dimensions(Members members) {
    List<Dimension> dimensions = new ArrayList<>();
    members
        .pairs("Dimensions", "Name", "Value")
        .forEach((name, value) -> dimensions.add(new Dimension(name, value)));
    if (dimensions.size() > MOST_DIMENSIONS) {
      members.problem("Dimensions", "must be at most " + MOST_DIMENSIONS);
    }
    return dimensions;
  }

  private static int period(Members members) {
    Optional<String> text = members.text("Period");
    if (text.isEmpty() || Pending.in(text.get())) {
      members.problem("Period", "is required");
      return 60;
    }
    int seconds = members.integer("Period").orElse(60);
    if (HIGH_RESOLUTION.contains(text.get())) {
      members.problem("Period", "below 60 is not implemented in the local cloud, was " + seconds);
    } else if (seconds < 60 || seconds % 60 != 0) {
      members.problem("Period", "must be 10, 20, 30 or a multiple of 60, was " + seconds);
    }
    return seconds;
  }
}
