package dev.sundial.local.alarms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.wire.Times;
import dev.sundial.local.wire.Trees;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Alarms as CloudWatch's API tells them. */
final class AlarmShapes {
  private AlarmShapes() {}

  /**
   * @param trouble what keeps it from being evaluated
   */
  static ObjectNode of(StoredAlarm stored, Optional<String> trouble) {
    ObjectNode node = of(stored, Times::of);
    trouble.ifPresent(why -> node.put("EvaluationState", "EVALUATION_ERROR"));
    return node;
  }

  /** As the history keeps it: times are texts there. */
  static ObjectNode historical(StoredAlarm stored) {
    return of(stored, at -> Trees.object().textNode(Stamp.json(at)));
  }

  private static ObjectNode of(StoredAlarm stored, Function<Instant, JsonNode> time) {
    Alarm alarm = stored.alarm();
    Alarm.Settings settings = alarm.settings();
    StoredAlarm.Status status = stored.status();
    ObjectNode node = Trees.object();
    node.put("AlarmName", alarm.name());
    node.put("AlarmArn", alarm.arn());
    settings.description().ifPresent(text -> node.put("AlarmDescription", text));
    node.set("AlarmConfigurationUpdatedTimestamp", time.apply(stored.configured()));
    node.put("ActionsEnabled", settings.actionsEnabled());
    texts(node, "OKActions", settings.okActions());
    texts(node, "AlarmActions", settings.alarmActions());
    texts(node, "InsufficientDataActions", settings.insufficientDataActions());
    node.put("StateValue", status.value().name());
    node.put("StateReason", status.reason());
    status.reasonData().ifPresent(data -> node.put("StateReasonData", data));
    node.set("StateUpdatedTimestamp", time.apply(status.updated()));
    node.set("StateTransitionedTimestamp", time.apply(status.transitioned()));
    switch (alarm) {
      case Alarm.Metric metric -> metric(node, metric);
      case Alarm.Composite composite -> node.put("AlarmRule", composite.rule());
    }
    return node;
  }

  private static void metric(ObjectNode node, Alarm.Metric alarm) {
    switch (alarm.watched()) {
      case Watched.One(WatchedMetric metric) -> {
        node.put("MetricName", metric.name());
        node.put("Namespace", metric.namespace());
        node.put(
            metric.statistic().startsWith("p") ? "ExtendedStatistic" : "Statistic",
            metric.statistic());
        dimensions(node, metric);
        node.put("Period", metric.period());
        metric.unit().ifPresent(unit -> node.put("Unit", unit));
      }
      case Watched.Math(List<WatchedQuery> queries) -> {
        dimensions(node, List.of());
        ArrayNode metrics = node.putArray("Metrics");
        queries.forEach(query -> metrics.add(query(query)));
      }
    }
    node.put("EvaluationPeriods", alarm.evaluationPeriods());
    alarm.datapointsToAlarm().ifPresent(number -> node.put("DatapointsToAlarm", number));
    node.put("Threshold", alarm.threshold());
    node.put("ComparisonOperator", alarm.comparison().cloudWatchName());
    alarm
        .treatMissingData()
        .ifPresent(missing -> node.put("TreatMissingData", missing.cloudWatchName()));
    alarm.lowSamples().ifPresent(low -> node.put("EvaluateLowSampleCountPercentile", low));
  }

  private static ObjectNode query(WatchedQuery query) {
    ObjectNode node = Trees.object().put("Id", query.id());
    query
        .metric()
        .ifPresent(
            metric -> {
              ObjectNode stat = node.putObject("MetricStat");
              ObjectNode named = stat.putObject("Metric");
              named.put("Namespace", metric.namespace()).put("MetricName", metric.name());
              dimensions(named, metric);
              stat.put("Period", metric.period()).put("Stat", metric.statistic());
              metric.unit().ifPresent(unit -> stat.put("Unit", unit));
            });
    query.expression().ifPresent(expression -> node.put("Expression", expression));
    query.label().ifPresent(label -> node.put("Label", label));
    query.period().ifPresent(period -> node.put("Period", period));
    return node.put("ReturnData", query.returnData());
  }

  private static void dimensions(ObjectNode node, WatchedMetric metric) {
    dimensions(node, metric.dimensions());
  }

  private static void dimensions(ObjectNode node, List<Dimension> dimensions) {
    ArrayNode array = node.putArray("Dimensions");
    dimensions.forEach(one -> array.addObject().put("Name", one.name()).put("Value", one.value()));
  }

  private static void texts(ObjectNode node, String name, List<String> texts) {
    ArrayNode array = node.putArray(name);
    texts.forEach(array::add);
  }
}
