package dev.sundial.local.metrics;

import dev.sundial.local.metrics.math.Inputs;
import dev.sundial.local.metrics.math.MathException;
import dev.sundial.local.metrics.math.TimeSeries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The inputs of an expression, read when they are asked for. */
record MathInputs(MetricStore store, Map<String, MetricQuery> queries, long from, long to)
    implements Inputs {

  MathInputs {
    queries = new TreeMap<>(queries);
  }

  @Override
  public List<TimeSeries> named(String id) {
    MetricQuery query = queries.get(id);
    if (query == null) {
      throw MathException.unknown(id);
    }
    return store.series(id, query, from, to);
  }

  @Override
  public List<TimeSeries> metrics(String part) {
    return queries.entrySet().stream()
        .filter(entry -> entry.getValue() instanceof MetricQuery.Stat)
        .filter(entry -> entry.getKey().contains(part))
        .flatMap(entry -> store.series(entry.getKey(), entry.getValue(), from, to).stream())
        .toList();
  }

  /** Seconds of a period. */
  static int seconds(Duration period) {
    return Math.toIntExact(period.toSeconds());
  }
}
