package dev.sundial.local.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Trees;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One query of a GetMetricData.
 *
 * @param label what its data is called
 * @param returned whether its data is wanted, and not only needed for others
 */
record DataQuery(String id, Of of, String label, boolean returned) {
  static final Set<String> MEMBERS =
      Set.of("Id", "MetricStat", "Expression", "Label", "ReturnData", "Period");

  private static final Pattern ID = Pattern.compile("[a-z][a-zA-Z0-9_]{0,254}");

  /** What it asks for. */
  sealed interface Of {
    /** In seconds; 0 when it has none of its own. */
    int period();
  }

  /** A statistic of a metric. */
  record Metric(MetricId id, Statistic statistic, int period, Optional<String> unit)
      implements Of {}

  /** Metric math. */
  record Expression(String text, int period) implements Of {}

  static DataQuery of(ObjectNode query) {
    String id = MetricInput.text(query, "Id");
    if (!ID.matcher(id).matches()) {
      throw MetricErrors.validation(
          "The value "
              + id
              + " for parameter MetricDataQueries.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.");
    }
    JsonNode stat = query.path("MetricStat");
    String expression = Trees.text(query, "Expression", "");
    boolean isMetric = stat instanceof ObjectNode;
    if (isMetric == !expression.isEmpty()) {
      throw MetricErrors.validation(
          "The parameter MetricDataQueries." + id + " must have either MetricStat or Expression.");
    }
    int period = query.hasNonNull("Period") ? MathInputs.seconds(MetricInput.period(query)) : 0;
    Of of = stat instanceof ObjectNode metric ? metric(metric) : new Expression(expression, period);
    if (of instanceof Metric metric && period != 0) {
      checkPeriod(id, period, metric.period());
    }
    String own = Trees.text(query, "Label", "");
    if (own.contains("${")) {
      throw MetricErrors.validation("The local cloud does not implement dynamic labels: " + own);
    }
    String label = of instanceof Metric metric ? metric.id().name() : id;
    boolean returned = Trees.text(query, "ReturnData", "true").equals("true");
    return new DataQuery(id, of, own.isEmpty() ? label : own, returned);
  }

  private static Metric metric(ObjectNode stat) {
    Operations.refuseOthers("MetricStat", stat, Set.of("Metric", "Period", "Stat", "Unit"));
    if (!(stat.get("Metric") instanceof ObjectNode metric)) {
      throw MetricErrors.missing("MetricDataQueries.MetricStat.Metric");
    }
    Operations.refuseOthers("Metric", metric, Set.of("Namespace", "MetricName", "Dimensions"));
    MetricId id =
        new MetricId(
            MetricInput.text(metric, "Namespace"),
            MetricInput.text(metric, "MetricName"),
            MetricInput.dimensions(metric));
    return new Metric(
        id,
        Statistic.parse(MetricInput.text(stat, "Stat")),
        MathInputs.seconds(MetricInput.period(stat)),
        MetricInput.unit(stat));
  }

  /**
   * Nothing here makes data of one period into data of another: the period of a query must be that
   * of its data.
   *
   * @param made that of the data
   */
  static void checkPeriod(String id, int wanted, int made) {
    if (wanted != made) {
      throw MetricErrors.validation(
          "The local cloud does not implement a Period other than that of the metrics: "
              + id
              + " has Period "
              + wanted
              + ", its metrics have "
              + made);
    }
  }
}
