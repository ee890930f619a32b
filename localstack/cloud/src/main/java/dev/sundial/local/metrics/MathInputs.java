package dev.sundial.local.metrics;

import dev.sundial.local.metrics.math.Dependencies;
import dev.sundial.local.metrics.math.Evaluated;
import dev.sundial.local.metrics.math.Grid;
import dev.sundial.local.metrics.math.Inputs;
import dev.sundial.local.metrics.math.MathException;
import dev.sundial.local.metrics.math.MetricMath;
import dev.sundial.local.metrics.math.TimeSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands beside one expression; each is evaluated when it is asked for, and once. */
final class MathInputs implements Inputs {
  private final MetricStore store;
  private final Map<String, MetricQuery> queries;
  private final long from;
  private final long to;
  private final Map<String, Evaluated> known = new HashMap<>();

  private MathInputs(MetricStore store, Map<String, MetricQuery> queries, long from, long to) {
    this.store = store;
    this.queries = queries;
    this.from = from;
    this.to = to;
  }

  /**
   * What an expression is worth.
   *
   * @throws MathException when it cannot be read or evaluated
   */
  static Evaluated evaluate(MetricStore store, MetricQuery.Math math, long from, long to) {
    MathInputs inputs = new MathInputs(store, math.inputs(), from, to);
    MetricMath.parse(math.expression()).names().forEach(inputs::named);
    return inputs.evaluate(math);
  }

  @Override
  public Evaluated named(String id) {
    if (!known.containsKey(id)) {
      for (String next : Dependencies.order(List.of(id), this::names)) {
        if (!known.containsKey(next)) {
          known.put(next, evaluated(next));
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
    return queries.get(id) instanceof MetricQuery.Math math
        ? MetricMath.parse(math.expression()).names()
        : Set.of();
  }

  private Evaluated evaluated(String id) {
    MetricQuery query = queries.get(id);
    if (query == null) {
      throw MathException.unknown(id);
    }
    return switch (query) {
      case MetricQuery.Stat stat -> Evaluated.one(store.series(id, stat, from, to));
      case MetricQuery.Math math -> evaluate(math);
    };
  }

  private Evaluated evaluate(MetricQuery.Math math) {
    return MetricMath.parse(math.expression())
        .evaluate(this, new Grid(from, to, seconds(math.period())));
  }

  @Override
  public List<TimeSeries> metrics(String part) {
    List<TimeSeries> all = new ArrayList<>();
    queries.forEach(
        (id, query) -> {
          if (query instanceof MetricQuery.Stat && id.contains(part)) {
            all.addAll(named(id).series());
          }
        });
    return all;
  }

  /** Seconds of a period. */
  static int seconds(Duration period) {
    return Math.toIntExact(period.toSeconds());
  }
}
