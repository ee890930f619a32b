package dev.sundial.local.alarms;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.sundial.local.metrics.MetricQuery;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an alarm looks at: one metric, or math over several. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Watched.One.class, name = "metric"),
  @JsonSubTypes.Type(value = Watched.Math.class, name = "math")
})
public sealed interface Watched {

  /** What to ask the metrics. */
  MetricQuery query();

  /** Every metric that is looked at. */
  @JsonIgnore
  List<WatchedMetric> metrics();

  /** One metric. */
  record One(WatchedMetric metric) implements Watched {
    @Override
    public MetricQuery query() {
      return new MetricQuery.Stat(
          metric.id(), metric.statistic(), Duration.ofSeconds(metric.period()));
    }

    @Override
    public List<WatchedMetric> metrics() {
      return List.of(metric);
    }
  }

  /**
   * Metric math.
   *
   * @param queries whose ids are unique, and one of which returns data
   */
  record Math(List<WatchedQuery> queries) implements Watched {
    public Math {
      queries = List.copyOf(queries);
    }

    @Override
    public MetricQuery query() {
      return query(returned(), Duration.ofSeconds(seconds()));
    }

    /** The query whose values are compared with the threshold. */
    public WatchedQuery returned() {
      return queries.stream().filter(WatchedQuery::returnData).findFirst().orElseThrow();
    }

    @Override
    public List<WatchedMetric> metrics() {
      return queries.stream().flatMap(query -> query.metric().stream()).toList();
    }

    /** All metrics of an alarm have one period. */
    private int seconds() {
      return returned()
          .period()
          .orElseGet(() -> metrics().stream().mapToInt(WatchedMetric::period).max().orElseThrow());
    }

    private MetricQuery query(WatchedQuery from, Duration period) {
      if (from.metric().isPresent()) {
        WatchedMetric metric = from.metric().get();
        return new MetricQuery.Stat(metric.id(), metric.statistic(), period);
      }
      Map<String, MetricQuery> inputs = new LinkedHashMap<>();
      String expression = from.expression().orElseThrow();
      for (WatchedQuery other : queries) {
        if (!other.id().equals(from.id()) && isNamedIn(expression, other.id())) {
          inputs.put(other.id(), query(other, period));
        }
      }
      return new MetricQuery.Math(expression, inputs, period);
    }

    /** Whether an expression uses the value of a query of that id. */
    public static boolean isNamedIn(String expression, String id) {
      int at = expression.indexOf(id);
      while (at >= 0) {
        int end = at + id.length();
        boolean begins = at == 0 || !isWord(expression.charAt(at - 1));
        boolean ends = end == expression.length() || !isWord(expression.charAt(end));
        if (begins && ends) {
          return true;
        }
        at = expression.indexOf(id, at + 1);
      }
      return false;
    }

    private static boolean isWord(char c) {
      return Character.isLetterOrDigit(c) || c == '_';
    }
  }
}
