package dev.sundial.local.metrics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.metrics.math.Dependencies;
import dev.sundial.local.metrics.math.Evaluated;
import dev.sundial.local.metrics.math.Expressions;
import dev.sundial.local.metrics.math.Grid;
import dev.sundial.local.metrics.math.Inputs;
import dev.sundial.local.metrics.math.MathException;
import dev.sundial.local.metrics.math.MetricMath;
import dev.sundial.local.metrics.math.TimeSeries;
import java.util.ArrayList;
import java.util.HashMap;
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
  private final long start;
  private final long end;
  private final Map<String, Evaluated> known = new HashMap<>();

  /**
   * @param start inclusive, in epoch seconds
   * @param end exclusive, in epoch seconds
   */
  DataQueries(MetricStore store, ObjectNode input, long start, long end) {
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
    check(queries);
    return queries;
  }

  private static void check(Map<String, DataQuery> queries) {
    List<String> metrics = new ArrayList<>();
    Map<String, String> texts = new LinkedHashMap<>();
    queries.forEach(
        (id, query) -> {
          switch (query.of()) {
            case DataQuery.Metric metric -> metrics.add(id);
            case DataQuery.Expression expression -> texts.put(id, expression.text());
          }
        });
    Expressions expressions = new Expressions(metrics, texts);
    for (String id : texts.keySet()) {
      expressions
          .problem(id)
          .ifPresent(
              why -> {
                throw wrong(id, why);
              });
    }
  }

  private static AwsError wrong(String id, String why) {
    return MetricErrors.validation("Error in expression '" + id + "': " + why);
  }

  /** Those whose data is wanted, in their order. */
  List<DataQuery> wanted() {
    return queries.values().stream().filter(DataQuery::returned).toList();
  }

  @Override
  public Evaluated named(String id) {
    if (!known.containsKey(id)) {
      for (String next : Dependencies.order(List.of(id), this::names)) {
        if (!known.containsKey(next)) {
          known.put(next, evaluate(next));
        }
      }
    }
    Evaluated found = known.get(id);
    if (found == null) {
      throw MathException.unknown(id);
    }
    return found;
  }

  private Set<String> names(String id) {
    DataQuery query = queries.get(id);
    return query != null && query.of() instanceof DataQuery.Expression expression
        ? MetricMath.parse(expression.text()).names()
        : Set.of();
  }

  @Override
  public List<TimeSeries> metrics(String part) {
    List<TimeSeries> all = new ArrayList<>();
    for (DataQuery query : queries.values()) {
      if (query.of() instanceof DataQuery.Metric && query.id().contains(part)) {
        all.addAll(named(query.id()).series());
      }
    }
    return all;
  }

  /** The series of a query, with the labels that they are told under. */
  List<TimeSeries> labelled(DataQuery query) {
    List<TimeSeries> series;
    try {
      series = named(query.id()).series();
    } catch (MathException e) {
      throw wrong(query.id(), e.text());
    }
    if (query.of() instanceof DataQuery.Metric || series.size() == 1) {
      return series.stream().map(one -> relabelled(one, query.label())).toList();
    }
    return series.stream().map(one -> relabelled(one, query.label() + " " + one.label())).toList();
  }

  private static TimeSeries relabelled(TimeSeries series, String label) {
    return new TimeSeries(label, series.period(), series.at(), series.values());
  }

  private Evaluated evaluate(String id) {
    DataQuery query = queries.get(id);
    if (query == null) {
      throw MathException.unknown(id);
    }
    return switch (query.of()) {
      case DataQuery.Metric metric ->
          Evaluated.one(
              store.series(
                  query.label(),
                  metric.id(),
                  metric.unit(),
                  metric.statistic(),
                  grid(metric.period())));
      case DataQuery.Expression expression -> {
        Evaluated made =
            MetricMath.parse(expression.text()).evaluate(this, grid(period(expression)));
        if (expression.period() > 0) {
          made.series()
              .forEach(one -> DataQuery.checkPeriod(id, expression.period(), one.period()));
        }
        yield made;
      }
    };
  }

  private Grid grid(int period) {
    return new Grid(start, end, period);
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
}
