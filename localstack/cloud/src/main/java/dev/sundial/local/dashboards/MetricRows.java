package dev.sundial.local.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.alarms.Members;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.metrics.MetricId;
import dev.sundial.local.metrics.MetricInput;
import dev.sundial.local.metrics.MetricQuery;
import dev.sundial.local.metrics.math.Expressions;
import dev.sundial.local.wire.Trees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The array {@code metrics} of a widget: a row is namespace, name, dimensions and options, or an
 * expression. {@code "."} repeats what the row before has there, and {@code "..."} all that it has
 * before what follows.
 */
final class MetricRows {
  private static final Set<String> OPTIONS =
      Set.of(
          "label",
          "stat",
          "period",
          "color",
          "yAxis",
          "visible",
          "id",
          "region",
          "expression",
          "unit");
  private static final Set<String> STATISTICS =
      Set.of("SampleCount", "Average", "Sum", "Minimum", "Maximum");
  private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(\\.\\d{1,10})?|100)");
  private static final Pattern ID = Pattern.compile("[a-z][a-zA-Z0-9_]{0,254}");
  private static final int MINUTE = 60;

  private final Members widget;
  private final String statistic;
  private final int period;
  private final List<Row> rows = new ArrayList<>();
  private List<String> before = List.of();

  /** A row with its options; the metric is empty when it is an expression. */
  private record Row(
      Optional<MetricId> metric,
      Optional<String> expression,
      String id,
      String label,
      String statistic,
      Optional<String> unit,
      int period,
      Optional<String> color,
      Widget.Side side,
      boolean visible) {}

  private MetricRows(Members widget, String statistic, int period) {
    this.widget = widget;
    this.statistic = statistic;
    this.period = period;
  }

  /**
   * The series that are shown.
   *
   * @param metrics takes every metric that is named
   */
  static List<Series> read(Members widget, String statistic, int period, Set<MetricId> metrics) {
    MetricRows reader = new MetricRows(widget, statistic, period);
    Optional<JsonNode> array = widget.any("metrics");
    if (array.filter(JsonNode::isArray).isEmpty() || array.get().isEmpty()) {
      widget.problem("metrics", "must be a list of metrics that is not empty");
      return List.of();
    }
    int index = 0;
    for (JsonNode row : array.get()) {
      reader.row("metrics[" + index++ + "]", row);
    }
    reader.rows.forEach(row -> row.metric().ifPresent(metrics::add));
    return reader.series();
  }

  static boolean isStatistic(String statistic) {
    return STATISTICS.contains(statistic) || PERCENTILE.matcher(statistic).matches();
  }

  private void row(String where, JsonNode row) {
    if (!row.isArray() || row.isEmpty()) {
      widget.problem(where, "must be a list such as [namespace, name, dimension, value, {}]");
      return;
    }
    List<String> texts = new ArrayList<>();
    ObjectNode options = Trees.object();
    for (int i = 0; i < row.size(); i++) {
      JsonNode item = row.get(i);
      if (item instanceof ObjectNode object && i == row.size() - 1) {
        options = object;
      } else if (item.isTextual()) {
        texts.add(item.asText());
      } else {
        widget.problem(where + "[" + i + "]", "must be a text, or options at the end");
        return;
      }
    }
    options(where, texts, new Members(options));
  }

  private void options(String where, List<String> texts, Members options) {
    options.refuseOthers(OPTIONS);
    Optional<String> expression = options.text("expression");
    Optional<MetricId> metric = texts.isEmpty() ? Optional.empty() : metric(where, texts);
    if (expression.isPresent() != texts.isEmpty()) {
      widget.problem(where, "must be a metric or an expression");
    }
    options
        .text("id")
        .filter(id -> !ID.matcher(id).matches() || rows.stream().anyMatch(r -> r.id().equals(id)))
        .ifPresent(id -> widget.problem(where, "has an id that is taken or malformed: " + id));
    Optional<String> unit = options.text("unit");
    unit.filter(text -> !MetricInput.isUnit(text))
        .ifPresent(text -> widget.problem(where, "has an unknown unit, " + text));
    options
        .text("region")
        .filter(region -> !region.equals(Account.REGION))
        .ifPresent(region -> widget.problem(where, "is of another region, " + region));
    String stat = options.text("stat").orElse(statistic);
    if (!isStatistic(stat)) {
      widget.problem(where, "has the statistic " + stat + ", which is not implemented");
    }
    Set<String> sides = Set.of("left", "right");
    rows.add(
        new Row(
            metric,
            expression,
            options.text("id").orElseGet(this::unnamed),
            options
                .text("label")
                .orElseGet(() -> expression.orElseGet(() -> metric.map(MetricId::name).orElse(""))),
            stat,
            unit,
            period(where, options),
            options.text("color"),
            options.oneOf("yAxis", sides).filter("right"::equals).isPresent()
                ? Widget.Side.RIGHT
                : Widget.Side.LEFT,
            options.bool("visible", true)));
    options
        .problems()
        .forEach(problem -> widget.problem(where + "." + problem.member(), problem.why()));
  }

  private int period(String where, Members options) {
    int seconds = options.integer("period").orElse(period);
    if (seconds < MINUTE || seconds % MINUTE != 0) {
      widget.problem(where, "has a period that is no multiple of 60: not implemented");
      return period;
    }
    return seconds;
  }

  private Optional<MetricId> metric(String where, List<String> texts) {
    List<String> full = new ArrayList<>();
    if (texts.getFirst().equals("...")) {
      List<String> rest = texts.subList(1, texts.size());
      full.addAll(before.subList(0, Math.max(0, before.size() - rest.size())));
      texts = new ArrayList<>(full);
      texts.addAll(rest);
      full.clear();
    }
    for (int i = 0; i < texts.size(); i++) {
      boolean same = texts.get(i).equals(".");
      if (same && i >= before.size()) {
        widget.problem(where + "[" + i + "]", "repeats what the row before does not have");
        return Optional.empty();
      }
      full.add(same ? before.get(i) : texts.get(i));
    }
    before = full;
    if (full.size() < 2 || full.size() % 2 != 0) {
      widget.problem(where, "must have a namespace, a name, and pairs of dimensions and values");
      return Optional.empty();
    }
    Map<String, String> dimensions = new LinkedHashMap<>();
    for (int i = 2; i < full.size(); i += 2) {
      dimensions.put(full.get(i), full.get(i + 1));
    }
    return Optional.of(new MetricId(full.get(0), full.get(1), dimensions));
  }

  /** An id that no expression can name; {@code METRICS()} has rows without ids too. */
  private String unnamed() {
    return " ".repeat(rows.size() + 1);
  }

  private List<Series> series() {
    List<Series> series = new ArrayList<>();
    if (!check()) {
      return series;
    }
    for (Row row : rows) {
      if (row.visible() && (row.metric().isPresent() || row.expression().isPresent())) {
        series.add(new Series(query(row), row.label(), row.color(), row.side()));
      }
    }
    return series;
  }

  /** Whether every expression can be evaluated and makes what can be drawn. */
  private boolean check() {
    List<String> metrics = new ArrayList<>();
    Map<String, String> texts = new LinkedHashMap<>();
    for (Row row : rows) {
      row.metric().ifPresent(metric -> metrics.add(row.id()));
      row.expression().ifPresent(text -> texts.put(row.id(), text));
    }
    Expressions expressions = new Expressions(metrics, texts);
    boolean good = true;
    for (Row row : rows) {
      Optional<String> why =
          expressions
              .problem(row.id())
              .or(
                  () ->
                      row.visible() && expressions.isArray(row.id())
                          ? Optional.of("several series of one row are not implemented")
                          : Optional.empty());
      why.ifPresent(
          text ->
              widget.problem(
                  "metrics",
                  "has the expression "
                      + row.expression().orElse("")
                      + ", which is wrong: "
                      + text));
      good &= why.isEmpty();
    }
    return good;
  }

  private MetricQuery query(Row row) {
    Map<String, MetricQuery> others = new LinkedHashMap<>();
    if (row.metric().isEmpty()) {
      rows.stream()
          .filter(other -> !other.id().equals(row.id()))
          .forEach(other -> others.put(other.id(), query(other, Map.of())));
    }
    return query(row, others);
  }

  private static MetricQuery query(Row row, Map<String, MetricQuery> others) {
    Duration length = Duration.ofSeconds(row.period());
    return row.metric()
        .<MetricQuery>map(id -> new MetricQuery.Stat(id, row.statistic(), row.unit(), length))
        .orElseGet(() -> new MetricQuery.Math(row.expression().orElse(""), others, length));
  }
}
