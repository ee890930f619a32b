package dev.sundial.local.alarms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.events.BusEvent;
import dev.sundial.local.events.EventBuses;
import dev.sundial.local.wire.Trees;
import java.util.List;
import java.util.UUID;

/**
 * The event {@code CloudWatch Alarm State Change} on the default bus.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">Alarm
 *     events and EventBridge</a>
 */
final class StateChangeEvent {
  private StateChangeEvent() {}

  static BusEvent of(Transition transition) {
    Alarm alarm = transition.alarm().alarm();
    ObjectNode detail = Trees.object();
    detail.put("alarmName", alarm.name());
    detail.set("state", state(transition.after()));
    detail.set("previousState", state(transition.before()));
    detail.set("configuration", configuration(alarm));
    return new BusEvent(
        EventBuses.DEFAULT,
        UUID.randomUUID().toString(),
        "aws.cloudwatch",
        "CloudWatch Alarm State Change",
        transition.after().transitioned(),
        List.of(alarm.arn()),
        detail);
  }

  private static ObjectNode state(StoredAlarm.Status status) {
    ObjectNode state = Trees.object();
    state.put("value", status.value().name());
    state.put("reason", status.reason());
    status.reasonData().ifPresent(data -> state.put("reasonData", data));
    state.put("timestamp", Stamp.json(status.transitioned()));
    return state;
  }

  private static ObjectNode configuration(Alarm alarm) {
    ObjectNode configuration = Trees.object();
    alarm.settings().description().ifPresent(text -> configuration.put("description", text));
    switch (alarm) {
      case Alarm.Composite composite -> configuration.put("alarmRule", composite.rule());
      case Alarm.Metric metric -> {
        ArrayNode metrics = configuration.putArray("metrics");
        switch (metric.watched()) {
          case Watched.One(WatchedMetric one) -> {
            ObjectNode query = metrics.addObject().put("id", "m1");
            query.set("metricStat", metricStat(one));
            query.put("returnData", true);
          }
          case Watched.Math(List<WatchedQuery> queries) ->
              queries.forEach(query -> metrics.add(query(query)));
        }
      }
    }
    return configuration;
  }

  private static ObjectNode query(WatchedQuery query) {
    ObjectNode node = Trees.object().put("id", query.id());
    query.metric().ifPresent(metric -> node.set("metricStat", metricStat(metric)));
    query.expression().ifPresent(expression -> node.put("expression", expression));
    query.label().ifPresent(label -> node.put("label", label));
    return node.put("returnData", query.returnData());
  }

  private static ObjectNode metricStat(WatchedMetric metric) {
    ObjectNode stat = Trees.object();
    ObjectNode named = stat.putObject("metric");
    named.put("namespace", metric.namespace());
    named.put("name", metric.name());
    ObjectNode dimensions = named.putObject("dimensions");
    metric.dimensions().forEach(one -> dimensions.put(one.name(), one.value()));
    return stat.put("period", metric.period()).put("stat", metric.statistic());
  }
}
