package dev.sundial.local.alarms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.metrics.MetricId;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.TagKeys;
import dev.sundial.local.wire.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CloudWatch's operations on alarms. */
public final class AlarmOperations {
  private static final String NAME = "AlarmName";
  private static final String NAMES = "AlarmNames";
  private static final String ARN = "ResourceARN";
  private static final String KIND = "alarm:";
  private static final int MOST_TAGS = 50;
  private static final int LONGEST_REASON = 1023;
  private static final int LONGEST_REASON_DATA = 4000;

  private final Alarms alarms;

  private AlarmOperations(Alarms alarms) {
    this.alarms = alarms;
  }

  /** The operations by name. */
  public static Map<String, Operation> table(Alarms alarms) {
    AlarmOperations on = new AlarmOperations(alarms);
    return new Operations()
        .on("PutMetricAlarm", on::putMetric, AlarmReader.METRIC.toArray(String[]::new))
        .on("PutCompositeAlarm", on::putComposite, AlarmReader.COMPOSITE.toArray(String[]::new))
        .on("DescribeAlarms", new DescribeAlarms(alarms), DescribeAlarms.MEMBERS)
        .on("DescribeAlarmHistory", new DescribeAlarmHistory(alarms), DescribeAlarmHistory.MEMBERS)
        .on(
            "DescribeAlarmsForMetric",
            on::forMetric,
            "Namespace",
            "MetricName",
            "Dimensions",
            "Statistic",
            "ExtendedStatistic",
            "Period",
            "Unit")
        .on("DeleteAlarms", on::delete, NAMES)
        .on("EnableAlarmActions", (input, request) -> on.enable(input, true), NAMES)
        .on("DisableAlarmActions", (input, request) -> on.enable(input, false), NAMES)
        .on("SetAlarmState", on::setState, NAME, "StateValue", "StateReason", "StateReasonData")
        .on("ListTagsForResource", on::tags, ARN)
        .on("TagResource", on::tag, ARN, "Tags")
        .on("UntagResource", on::untag, ARN, "TagKeys")
        .refuse("DescribeAlarmContributors")
        .table();
  }

  private @Nullable JsonNode putMetric(ObjectNode input, AwsRequest request) {
    Members members = new Members(input);
    return put(members, AlarmReader.metric(members, Requests.required(input, NAME)));
  }

  private @Nullable JsonNode putComposite(ObjectNode input, AwsRequest request) {
    Members members = new Members(input);
    return put(members, AlarmReader.composite(members, Requests.required(input, NAME)));
  }

  private @Nullable JsonNode put(Members members, Optional<Alarm> alarm) {
    Map<String, String> tags = tags(members);
    if (tags.size() > MOST_TAGS) {
      members.problem("Tags", "must be at most " + MOST_TAGS);
    }
    Requests.throwFirst(members);
    alarms.put(alarm.orElseThrow(), tags);
    return null;
  }

  private @Nullable JsonNode delete(ObjectNode input, AwsRequest request) {
    List<String> names = names(input);
    long composites =
        names.stream()
            .distinct()
            .flatMap(name -> alarms.find(name).stream())
            .filter(alarm -> alarm.alarm() instanceof Alarm.Composite)
            .count();
    if (composites > 1) {
      throw AlarmErrors.invalid(
          "At most one composite alarm can be deleted at once, were " + composites);
    }
    alarms.delete(names);
    return null;
  }

  private @Nullable JsonNode enable(ObjectNode input, boolean enabled) {
    alarms.enableActions(names(input), enabled);
    return null;
  }

  private static List<String> names(ObjectNode input) {
    List<String> names = Requests.texts(input, NAMES);
    if (names.isEmpty()) {
      throw AlarmErrors.missing(NAMES);
    }
    if (names.size() > 100) {
      throw AlarmErrors.value("The parameter AlarmNames must be at most 100");
    }
    return names;
  }

  private @Nullable JsonNode setState(ObjectNode input, AwsRequest request) {
    Members members = new Members(input);
    String name = members.required(NAME);
    String state = members.required("StateValue");
    String reason = members.required("StateReason");
    if (reason.length() > LONGEST_REASON) {
      members.problem("StateReason", "must have at most " + LONGEST_REASON + " characters");
    }
    Optional<AlarmState> value =
        List.of(AlarmState.values()).stream().filter(one -> one.name().equals(state)).findFirst();
    if (value.isEmpty()) {
      members.problem("StateValue", "must be OK, ALARM or INSUFFICIENT_DATA, was " + state);
    }
    Optional<String> data = members.text("StateReasonData");
    if (data.filter(text -> text.length() > LONGEST_REASON_DATA).isPresent()) {
      members.problem(
          "StateReasonData", "must have at most " + LONGEST_REASON_DATA + " characters");
    }
    Requests.throwFirst(members);
    if (data.filter(text -> !Trees.isJson(text)).isPresent()) {
      throw AlarmErrors.format("StateReasonData was not valid JSON");
    }
    alarms.setState(name, value.orElseThrow(), reason, data);
    return null;
  }

  private JsonNode forMetric(ObjectNode input, AwsRequest request) {
    Members members = new Members(input);
    Map<String, String> dimensions = members.pairs("Dimensions", "Name", "Value");
    MetricId metric =
        new MetricId(members.required("Namespace"), members.required("MetricName"), dimensions);
    Optional<String> statistic =
        members.text("Statistic").or(() -> members.text("ExtendedStatistic"));
    Optional<String> period = members.text("Period");
    Optional<String> unit = members.text("Unit");
    Requests.throwFirst(members);
    ObjectNode output = Trees.object();
    ArrayNode found = output.putArray("MetricAlarms");
    for (StoredAlarm stored : alarms.all()) {
      boolean watches =
          stored.alarm() instanceof Alarm.Metric alarm
              && alarm.watched().metrics().stream()
                  .filter(one -> one.id().equals(metric))
                  .filter(one -> statistic.map(one.statistic()::equals).orElse(true))
                  .filter(one -> period.map(Integer.toString(one.period())::equals).orElse(true))
                  .anyMatch(one -> unit.isEmpty() || one.unit().equals(unit));
      if (watches) {
        found.add(AlarmShapes.of(stored, alarms.trouble(stored.name())));
      }
    }
    return output;
  }

  private JsonNode tags(ObjectNode input, AwsRequest request) {
    StoredAlarm alarm = alarms.find(named(input)).orElseThrow();
    ObjectNode output = Trees.object();
    ArrayNode tags = output.putArray("Tags");
    alarm.tags().forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
    return output;
  }

  private @Nullable JsonNode tag(ObjectNode input, AwsRequest request) {
    Members members = new Members(input);
    Map<String, String> given = tags(members);
    Requests.throwFirst(members);
    alarms.tag(
        named(input),
        tags -> {
          Map<String, String> all = new LinkedHashMap<>(tags);
          all.putAll(given);
          if (all.size() > MOST_TAGS) {
            throw AlarmErrors.value("An alarm has at most " + MOST_TAGS + " tags");
          }
          return all;
        });
    return null;
  }

  private static Map<String, String> tags(Members members) {
    Map<String, String> tags = members.pairs("Tags", "Key", "Value");
    TagKeys.problem(tags.keySet()).ifPresent(why -> members.problem("Tags", "is invalid: " + why));
    return tags;
  }

  private @Nullable JsonNode untag(ObjectNode input, AwsRequest request) {
    List<String> keys = Requests.texts(input, "TagKeys");
    alarms.tag(
        named(input),
        tags -> {
          Map<String, String> left = new LinkedHashMap<>(tags);
          keys.forEach(left::remove);
          return left;
        });
    return null;
  }

  private String named(ObjectNode input) {
    String arn = Requests.required(input, ARN);
    return Account.resourceOf("cloudwatch", arn)
        .filter(resource -> resource.startsWith(KIND))
        .map(resource -> resource.substring(KIND.length()))
        .filter(alarms::exists)
        .orElseThrow(() -> AlarmErrors.noResource(arn));
  }
}
