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
      return metric.query(Duration.ofSeconds(metric.period()));
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
      WatchedQuery returned = returned();
      Duration period = Duration.ofSeconds(seconds());
      Map<String, MetricQuery> others = new LinkedHashMap<>();
      queries.stream()
          .filter(other -> !other.id().equals(returned.id()))
          .forEach(other -> others.put(other.id(), other.query(period, Map.of())));
      return returned.query(period, others);
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
  }
}
