package dev.sundial.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.delivery.Courier;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Page;
import dev.sundial.local.wire.Trees;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations on rules and their targets. */
final class RuleOperations {
  private static final int MOST_TARGETS = 5;
  private static final int MOST_LISTED = 100;

  private final EventBuses buses;
  private final Rules rules;
  private final RuleShapes shapes;

  RuleOperations(EventBuses buses, Rules rules, Courier courier) {
    this.buses = buses;
    this.rules = rules;
    this.shapes = new RuleShapes(courier);
  }

  void addTo(Operations operations) {
    String bus = "EventBusName";
    operations
        .on(
            "PutRule",
            this::put,
            "Name",
            bus,
            "EventPattern",
            "ScheduleExpression",
            "State",
            "Description",
            "RoleArn")
        .on("DescribeRule", this::describe, "Name", bus)
        .on("ListRules", this::list, "NamePrefix", bus, "NextToken", "Limit")
        .on("EnableRule", (input, request) -> enable(input, true), "Name", bus)
        .on("DisableRule", (input, request) -> enable(input, false), "Name", bus)
        .on("DeleteRule", this::delete, "Name", bus, "Force")
        .on("PutTargets", this::putTargets, "Rule", bus, "Targets")
        .on("RemoveTargets", this::removeTargets, "Rule", bus, "Ids", "Force")
        .on("ListTargetsByRule", this::listTargets, "Rule", bus, "NextToken", "Limit")
        .on("ListRuleNamesByTarget", this::listByTarget, "TargetArn", bus, "NextToken", "Limit")
        .on("TestEventPattern", this::test, "EventPattern", "Event");
  }

  private JsonNode put(ObjectNode input, AwsRequest request) {
    RuleDeclaration declared = RuleShapes.rule(bus(input), Trees.text(input, "Name"), input);
    return Trees.object().put("RuleArn", rules.declare(declared).arn());
  }

  private JsonNode describe(ObjectNode input, AwsRequest request) {
    return RuleShapes.describe(rules.get(bus(input), Trees.text(input, "Name")));
  }

  private JsonNode list(ObjectNode input, AwsRequest request) {
    String prefix = Trees.text(input, "NamePrefix", "");
    List<StoredRule> found =
        rules.of(bus(input)).stream().filter(rule -> rule.name().startsWith(prefix)).toList();
    return page(input, "Rules", found, StoredRule::name, RuleShapes::describe);
  }

  private @Nullable JsonNode enable(ObjectNode input, boolean enabled) {
    rules.enable(bus(input), Trees.text(input, "Name"), enabled);
    return null;
  }

  private @Nullable JsonNode delete(ObjectNode input, AwsRequest request) {
    String bus = bus(input);
    String name = Trees.text(input, "Name");
    if (rules.find(bus, name).filter(rule -> !rule.targets().isEmpty()).isPresent()) {
      throw AwsError.validation("Rule can't be deleted since it has targets.");
    }
    rules.delete(bus, name);
    return null;
  }

  private JsonNode putTargets(ObjectNode input, AwsRequest request) {
    StoredRule rule = rules.get(bus(input), Trees.text(input, "Rule"));
    Map<String, RuleTarget> targets = byId(rule);
    for (JsonNode node : input.path("Targets")) {
      RuleTarget target = shapes.target(rule.bus(), node);
      targets.put(target.id(), target);
    }
    if (targets.size() > MOST_TARGETS) {
      throw new AwsError(
          400,
          "LimitExceededException",
          "The requested resource exceeds the maximum number allowed.");
    }
    rules.retarget(rule, List.copyOf(targets.values()));
    return noneFailed();
  }

  private JsonNode removeTargets(ObjectNode input, AwsRequest request) {
    StoredRule rule = rules.get(bus(input), Trees.text(input, "Rule"));
    Map<String, RuleTarget> targets = byId(rule);
    ObjectNode output = noneFailed();
    int failed = 0;
    for (JsonNode id : input.path("Ids")) {
      if (targets.remove(id.asText()) == null) {
        failed++;
        output
            .withArray("FailedEntries")
            .addObject()
            .put("TargetId", id.asText())
            .put("ErrorCode", "ResourceNotFoundException")
            .put(
                "ErrorMessage",
                "Rule " + rule.name() + " does not have a target with the Id " + id.asText() + ".");
      }
    }
    rules.retarget(rule, List.copyOf(targets.values()));
    return output.put("FailedEntryCount", failed);
  }

  private static Map<String, RuleTarget> byId(StoredRule rule) {
    Map<String, RuleTarget> targets = new LinkedHashMap<>();
    rule.targets().forEach(target -> targets.put(target.id(), target));
    return targets;
  }

  private static ObjectNode noneFailed() {
    ObjectNode output = Trees.object().put("FailedEntryCount", 0);
    output.putArray("FailedEntries");
    return output;
  }

  private JsonNode listTargets(ObjectNode input, AwsRequest request) {
    StoredRule rule = rules.get(bus(input), Trees.text(input, "Rule"));
    return page(input, "Targets", rule.targets(), RuleTarget::id, RuleShapes::describe);
  }

  private JsonNode listByTarget(ObjectNode input, AwsRequest request) {
    String arn = Trees.text(input, "TargetArn");
    List<StoredRule> found =
        rules.of(bus(input)).stream()
            .filter(rule -> rule.targets().stream().anyMatch(t -> t.arn().equals(arn)))
            .toList();
    return page(
        input, "RuleNames", found, StoredRule::name, rule -> Trees.object().textNode(rule.name()));
  }

  private JsonNode test(ObjectNode input, AwsRequest request) {
    EventPattern pattern = EventPattern.parse(Trees.text(input, "EventPattern"));
    ObjectNode event = Trees.parse(Trees.text(input, "Event").getBytes(StandardCharsets.UTF_8));
    for (String member :
        List.of("id", "account", "source", "time", "region", "resources", "detail-type")) {
      if (!event.has(member)) {
        throw AwsError.validation("Parameter Event is not valid. It has no " + member + ".");
      }
    }
    return Trees.object().put("Result", pattern.matches(event));
  }

  private String bus(ObjectNode input) {
    return buses.require(
        Optional.of(Trees.text(input, "EventBusName", "")).filter(name -> !name.isEmpty()));
  }

  static <T> ObjectNode page(
      ObjectNode input,
      String member,
      List<T> all,
      Function<T, String> key,
      Function<T, JsonNode> shape) {
    int limit = Trees.integer(input, "Limit", MOST_LISTED);
    if (limit < 1 || limit > MOST_LISTED) {
      throw AwsError.validation("Limit must be from 1 to 100, was " + limit);
    }
    String token = Trees.text(input, "NextToken", "");
    AwsError refusal = AwsError.validation("NextToken is not valid: " + token);
    Page<T> page = Page.of(all, key, token, limit, refusal);
    ObjectNode output = Trees.object();
    ArrayNode list = output.putArray(member);
    page.items().forEach(item -> list.add(shape.apply(item)));
    page.next().ifPresent(next -> output.put("NextToken", next));
    return output;
  }
}
