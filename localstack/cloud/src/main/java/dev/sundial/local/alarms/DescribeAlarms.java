package dev.sundial.local.alarms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.Page;
import dev.sundial.local.wire.Trees;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code DescribeAlarms}: alarms by name, prefix, type, state, action, or kin. */
final class DescribeAlarms implements Operation {
  static final String[] MEMBERS = {
    "AlarmNames",
    "AlarmNamePrefix",
    "AlarmTypes",
    "ChildrenOfAlarmName",
    "ParentsOfAlarmName",
    "StateValue",
    "ActionPrefix",
    "MaxRecords",
    "NextToken"
  };
  private static final String CHILDREN = "ChildrenOfAlarmName";
  private static final String PARENTS = "ParentsOfAlarmName";
  private static final Set<String> PAGING = Set.of("MaxRecords", "NextToken");

  /** What is told of the children of a composite alarm, and of the parents of an alarm. */
  private static final Set<String> OF_CHILDREN =
      Set.of("AlarmName", "AlarmArn", "StateValue", "StateReason", "StateUpdatedTimestamp");

  private static final Set<String> OF_PARENTS = Set.of("AlarmName", "AlarmArn");
  private static final Set<String> STATES =
      Arrays.stream(AlarmState.values()).map(Enum::name).collect(Collectors.toSet());
  private static final int USUAL_RECORDS = 50;

  private final Alarms alarms;

  DescribeAlarms(Alarms alarms) {
    this.alarms = alarms;
  }

  @Override
  public JsonNode apply(ObjectNode input, AwsRequest request) {
    Page<StoredAlarm> page =
        Page.of(
            wanted(input),
            StoredAlarm::name,
            Trees.text(input, "NextToken", ""),
            Requests.most(input, USUAL_RECORDS),
            AlarmErrors.token());
    ObjectNode output = Trees.object();
    ArrayNode metric = output.putArray("MetricAlarms");
    ArrayNode composite = output.putArray("CompositeAlarms");
    for (StoredAlarm alarm : page.items()) {
      ObjectNode node = AlarmShapes.of(alarm, alarms.trouble(alarm.name()));
      if (input.hasNonNull(CHILDREN)) {
        node.retain(OF_CHILDREN);
      } else if (input.hasNonNull(PARENTS)) {
        node.retain(OF_PARENTS);
      }
      (alarm.alarm() instanceof Alarm.Metric ? metric : composite).add(node);
    }
    page.next().ifPresent(token -> output.put("NextToken", token));
    return output;
  }

  private List<StoredAlarm> wanted(ObjectNode input) {
    for (String kin : List.of(CHILDREN, PARENTS)) {
      if (input.hasNonNull(kin)) {
        refuseBeside(input, kin);
        String name = Requests.required(input, kin);
        if (!alarms.exists(name)) {
          throw AlarmErrors.notFound(name);
        }
        Set<String> names = kin.equals(CHILDREN) ? alarms.childrenOf(name) : alarms.parentsOf(name);
        return alarms.all().stream().filter(alarm -> names.contains(alarm.name())).toList();
      }
    }
    Set<String> names = new HashSet<>(Requests.texts(input, "AlarmNames"));
    String prefix = Trees.text(input, "AlarmNamePrefix", "");
    if (!names.isEmpty() && !prefix.isEmpty()) {
      throw AlarmErrors.combination("AlarmNames and AlarmNamePrefix cannot be specified together");
    }
    Set<String> types = Requests.types(input);
    String state = Requests.oneOf(input, "StateValue", STATES);
    String action = Trees.text(input, "ActionPrefix", "");
    return alarms.all().stream()
        .filter(alarm -> names.isEmpty() || names.contains(alarm.name()))
        .filter(alarm -> alarm.name().startsWith(prefix))
        .filter(alarm -> types.contains(alarm.alarm().type()))
        .filter(alarm -> state.isEmpty() || alarm.status().value().name().equals(state))
        .filter(alarm -> action.isEmpty() || hasAction(alarm.alarm().settings(), action))
        .toList();
  }

  private static void refuseBeside(ObjectNode input, String kin) {
    input
        .properties()
        .forEach(
            member -> {
              String name = member.getKey();
              if (!name.equals(kin) && !PAGING.contains(name) && !member.getValue().isNull()) {
                throw AlarmErrors.combination(kin + " cannot be specified together with " + name);
              }
            });
  }

  private static boolean hasAction(Alarm.Settings settings, String prefix) {
    return Arrays.stream(AlarmState.values())
        .flatMap(state -> settings.actions(state).stream())
        .anyMatch(action -> action.startsWith(prefix));
  }
}
