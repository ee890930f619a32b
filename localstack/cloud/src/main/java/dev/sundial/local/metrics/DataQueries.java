package dev.sundial.local.metrics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.metrics.math.Grid;
import dev.sundial.local.metrics.math.Inputs;
import dev.sundial.local.metrics.math.MathException;
import dev.sundial.local.metrics.math.MetricMath;
import dev.sundial.local.metrics.math.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The queries of one GetMetricData, which may name each other; each is evaluated once. */
final class DataQueries implements Inputs {
  /** AWS's limit. */
  private static final int MOST = 500;

  private final MetricStore store;
  private final Map<String, DataQuery> queries;
  private final Instant start;
  private final Instant end;
  private final Map<String, List<TimeSeries>> known = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  /**
   * @param start inclusive
   * @param end exclusive
   */
  DataQueries(MetricStore store, ObjectNode input, Instant start, Instant end) {
    this.store = store;
    this.start = start;
    this.end = end;
    this.queries = read(input);
  }

  private static Map<String, DataQuery> read(ObjectNode input) {
    List<ObjectNode> all = MetricInput.objects(input, "MetricDataQueries", DataQuery.MEMBERS);
    if (all.isEmpty()) {
      throw MetricErrors.missing("MetricDataQueries");
    }
    if (all.size() > MOST) {
      throw MetricErrors.validation(
          "The collection MetricDataQueries must not have a size greater than " + MOST + ".");
    }
    Map<String, DataQuery> queries = new LinkedHashMap<>();
    for (ObjectNode one : all) {
      DataQuery query = DataQuery.of(one);
      if (queries.put(query.id(), query) != null) {
        throw MetricErrors.validation(
            "The values for parameter id in MetricDataQueries are not unique: " + query.id() + ".");
      }
    }
    for (DataQuery query : queries.values()) {
      query.refuseUnknown(queries.keySet());
    }
    return queries;
  }

  /** Those whose data is wanted, in their order. */
  List<DataQuery> wanted() {
    return queries.values().stream().filter(DataQuery::returned).toList();
  }

  @Override
  public List<TimeSeries> named(String id) {
    DataQuery query = queries.get(id);
    if (query == null) {
      throw MathException.unknown(id);
    }
    List<TimeSeries> found = known.get(id);
    if (found == null) {
      found = evaluate(query);
      known.put(id, found);
    }
    return found;
  }

  @Override
  public List<TimeSeries> metrics(String part) {
    List<TimeSeries> all = new ArrayList<>();
    for (DataQuery query : queries.values()) {
      if (query.of() instanceof DataQuery.Metric && query.id().contains(part)) {
        all.addAll(named(query.id()));
      }
    }
    return all;
  }

  /** The series of a query, with the labels that they are told under. */
  List<TimeSeries> labelled(DataQuery query) {
    List<TimeSeries> series;
    try {
      series = named(query.id());
    } catch (MathException e) {
      throw MetricErrors.validation("Error in expression '" + query.id() + "': " + e.text());
    }
    if (query.of() instanceof DataQuery.Metric || series.size() == 1) {
      return series.stream().map(one -> relabelled(one, query.label())).toList();
    }
    return series.stream().map(one -> relabelled(one, query.label() + " " + one.label())).toList();
  }

  private static TimeSeries relabelled(TimeSeries series, String label) {
    return new TimeSeries(label, series.period(), series.at(), series.values());
  }

  private List<TimeSeries> evaluate(DataQuery query) {
    if (!open.add(query.id())) {
      throw MathException.circular(query.id());
    }
    List<TimeSeries> series =
        switch (query.of()) {
          case DataQuery.Metric metric ->
              List.of(
                  store.series(
                      query.label(),
                      metric.id(),
                      metric.unit(),
                      metric.statistic(),
                      grid(metric.period())));
          case DataQuery.Expression expression ->
              MetricMath.parse(expression.text()).evaluate(this, grid(period(expression)));
        };
    open.remove(query.id());
    return series;
  }

  private Grid grid(int period) {
    return new Grid(start.getEpochSecond(), end.getEpochSecond(), period);
  }

  /** The period of an expression: its own, or that of what is asked for beside it. */
  private int period(DataQuery.Expression expression) {
    if (expression.period() > 0) {
      return expression.period();
    }
    return queries.values().stream()
        .map(DataQuery::of)
        .filter(of -> of instanceof DataQuery.Metric)
        .mapToInt(DataQuery.Of::period)
        .min()
        .orElse(Resolution.FIVE_MINUTES.seconds());
  }

  /** The shortest period, in seconds, which tells how far back the start may lie. */
  int shortest() {
    return queries.values().stream()
        .mapToInt(query -> query.of().period())
        .filter(period -> period > 0)
        .min()
        .orElse(Resolution.MINUTE.seconds());
  }
}
