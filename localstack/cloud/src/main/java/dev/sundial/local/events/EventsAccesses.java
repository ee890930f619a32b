package dev.sundial.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Accesses;
import dev.sundial.local.wire.Trees;
import java.util.ArrayList;
import java.util.List;

/**
 * What EventBridge's operations need: PutEvents each bus it puts to, the others their rule or bus;
 * lists are decided on as of one without a name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html">Actions,
 *     resources, and condition keys for Amazon EventBridge</a>
 */
public final class EventsAccesses implements Accesses {

  @Override
  public String signingName() {
    return "events";
  }

  @Override
  public List<Access> of(String operation, AwsRequest request) {
    ObjectNode input = Trees.parse(request.bytes());
    if (!operation.equals("PutEvents")) {
      return List.of(Access.of("events:" + operation, resource(operation, input)));
    }
    List<Access> needed = new ArrayList<>();
    for (JsonNode entry : input.path("Entries")) {
      needed.add(Access.of("events:PutEvents", bus(entry.path("EventBusName").asText(""))));
    }
    return needed;
  }

  private static String resource(String operation, ObjectNode input) {
    return switch (operation) {
      case "CreateEventBus", "DeleteEventBus", "DescribeEventBus" ->
          bus(Trees.text(input, "Name", ""));
      case "PutRule", "DescribeRule", "EnableRule", "DisableRule", "DeleteRule" ->
          rule(input, Trees.text(input, "Name", ""));
      case "PutTargets", "RemoveTargets", "ListTargetsByRule" ->
          rule(input, Trees.text(input, "Rule", ""));
      case "ListRules", "ListRuleNamesByTarget" -> Account.arn("events", "rule/");
      case "ListEventBuses" -> EventBuses.arn("");
      default -> "*";
    };
  }

  private static String rule(ObjectNode input, String rule) {
    String bus = Trees.text(input, "EventBusName", "");
    String name = bus.isEmpty() ? EventBuses.DEFAULT : EventBuses.nameOf(bus);
    return Account.arn(
        "events", "rule/" + (name.equals(EventBuses.DEFAULT) ? rule : name + "/" + rule));
  }

  private static String bus(String nameOrArn) {
    return EventBuses.arn(EventBuses.nameOf(nameOrArn.isEmpty() ? EventBuses.DEFAULT : nameOrArn));
  }
}
