package dev.sundial.local.alarms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.wire.Trees;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What CloudWatch publishes to a topic when an alarm changes. */
final class Message {
  private static final String REGION_IN_WORDS = "US East (N. Virginia)";
  private static final int LONGEST_SUBJECT = 100;

  /** Statistics that are no percentiles or trimmed. */
  private static final Set<String> PLAIN =
      Set.of("SampleCount", "Average", "Sum", "Minimum", "Maximum");

  private Message() {}

  /** SNS takes ASCII only there; names may have more. */
  static String subject(Transition transition) {
    String whole =
        transition.after().value()
            + ": \""
            + transition.alarm().name()
            + "\" in "
            + REGION_IN_WORDS;
    String subject = whole.replaceAll("[^\\x20-\\x7E]", "?");
    return subject.substring(0, Math.min(LONGEST_SUBJECT, subject.length()));
  }

  static String body(Transition transition) {
    StoredAlarm stored = transition.alarm();
    Alarm alarm = stored.alarm();
    ObjectNode json = Trees.object();
    json.put("AlarmName", alarm.name());
    json.put("AlarmDescription", alarm.settings().description().orElse(null));
    json.put("AWSAccountId", Account.ID);
    json.put("AlarmConfigurationUpdatedTimestamp", Stamp.json(stored.configured()));
    json.put("NewStateValue", transition.after().value().name());
    json.put("NewStateReason", transition.after().reason());
    json.put("StateChangeTime", Stamp.json(transition.after().transitioned()));
    json.put("Region", REGION_IN_WORDS);
    json.put("AlarmArn", alarm.arn());
    json.put("OldStateValue", transition.before().value().name());
    texts(json, "OKActions", alarm.settings().okActions());
    texts(json, "AlarmActions", alarm.settings().alarmActions());
    texts(json, "InsufficientDataActions", alarm.settings().insufficientDataActions());
    switch (alarm) {
      case Alarm.Metric metric -> json.set("Trigger", trigger(metric));
      case Alarm.Composite composite -> {
        json.put("AlarmRule", composite.rule());
        children(json, transition.causes());
      }
    }
    return json.toString();
  }

  private static void children(ObjectNode json, List<StoredAlarm> causes) {
    ArrayNode children = json.putArray("TriggeringChildren");
    for (StoredAlarm cause : causes) {
      ObjectNode child = children.addObject().put("Arn", cause.alarm().arn());
      child
          .putObject("State")
          .put("Value", cause.status().value().name())
          .put("Timestamp", Stamp.json(cause.status().transitioned()));
    }
  }

  private static ObjectNode trigger(Alarm.Metric alarm) {
    ObjectNode trigger = Trees.object();
    if (alarm.watched() instanceof Watched.One(WatchedMetric metric)) {
      trigger.put("MetricName", metric.name());
      trigger.put("Namespace", metric.namespace());
      if (PLAIN.contains(metric.statistic())) {
        trigger.put("StatisticType", "Statistic");
        trigger.put("Statistic", shouted(metric.statistic()));
      } else {
        trigger.put("StatisticType", "ExtendedStatistic");
        trigger.put("ExtendedStatistic", metric.statistic());
      }
      trigger.put("Unit", metric.unit().orElse(null));
      dimensions(trigger, metric);
    }
    trigger.put("Period", alarm.watched().query().period().toSeconds());
    trigger.put("EvaluationPeriods", alarm.evaluationPeriods());
    alarm.datapointsToAlarm().ifPresent(number -> trigger.put("DatapointsToAlarm", number));
    trigger.put("ComparisonOperator", alarm.comparison().cloudWatchName());
    trigger.put("Threshold", alarm.threshold());
    trigger.put(
        "TreatMissingData", alarm.treatMissingData().map(MissingData::cloudWatchName).orElse(""));
    trigger.put("EvaluateLowSampleCountPercentile", alarm.lowSamples().orElse(""));
    if (alarm.watched() instanceof Watched.Math(List<WatchedQuery> queries)) {
      ArrayNode metrics = trigger.putArray("Metrics");
      queries.forEach(query -> metrics.add(query(query)));
    }
    return trigger;
  }

  /** {@code SampleCount} is {@code SAMPLE_COUNT} there. */
  private static String shouted(String statistic) {
    return statistic.equals("SampleCount") ? "SAMPLE_COUNT" : statistic.toUpperCase(Locale.ROOT);
  }

  private static ObjectNode query(WatchedQuery query) {
    ObjectNode node = Trees.object();
    query.expression().ifPresent(expression -> node.put("Expression", expression));
    node.put("Id", query.id());
    query.label().ifPresent(label -> node.put("Label", label));
    query
        .metric()
        .ifPresent(
            metric -> {
              ObjectNode stat = node.putObject("MetricStat");
              ObjectNode named = stat.putObject("Metric");
              dimensions(named, metric);
              named.put("MetricName", metric.name());
              named.put("Namespace", metric.namespace());
              stat.put("Period", metric.period());
              stat.put("Stat", metric.statistic());
            });
    query.period().ifPresent(period -> node.put("Period", period));
    node.put("ReturnData", query.returnData());
    return node;
  }

  private static void dimensions(ObjectNode node, WatchedMetric metric) {
    ArrayNode dimensions = node.putArray("Dimensions");
    metric
        .dimensions()
        .forEach(one -> dimensions.addObject().put("value", one.value()).put("name", one.name()));
  }

  private static void texts(ObjectNode node, String name, List<String> texts) {
    ArrayNode array = node.putArray(name);
    texts.forEach(array::add);
  }
}
