package dev.sundial.local.alarms;

import dev.sundial.local.metrics.MetricQuery;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One of the queries of an alarm on metric math: a metric, or an expression over other queries.
 *
 * @param id by which expressions name it
 * @param metric of a query that is one
 * @param expression of a query that is one
 * @param period seconds, of a query that says it beside its metric or expression
 * @param returnData whether this is the one the alarm compares; one of them is
 */
public record WatchedQuery(
    String id,
    Optional<WatchedMetric> metric,
    Optional<String> expression,
    Optional<String> label,
    OptionalInt period,
    boolean returnData) {

  /**
   * @param others what stands beside it, for an expression that is not input to another
   */
  MetricQuery query(Duration length, Map<String, MetricQuery> others) {
    return metric
        .<MetricQuery>map(one -> one.query(length))
        .orElseGet(() -> new MetricQuery.Math(expression.orElseThrow(), others, length));
  }
}
