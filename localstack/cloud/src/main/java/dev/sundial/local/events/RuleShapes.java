package dev.sundial.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.delivery.Courier;
import dev.sundial.local.delivery.DeliveryShapes;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Trees;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules and their targets between JSON and records; templates and clients use the same names. */
final class RuleShapes {
  private static final Pattern ID = Pattern.compile("[.\\-_A-Za-z0-9]{1,64}");

  private final Courier courier;

  RuleShapes(Courier courier) {
    this.courier = courier;
  }

  /** Reads what PutRule and a template say of a rule, besides its targets. */
  static RuleDeclaration rule(String bus, String name, ObjectNode input) {
    String state = Trees.text(input, "State", "ENABLED");
    if (!state.equals("ENABLED") && !state.equals("DISABLED")) {
      throw AwsError.validation("State is not implemented as " + state);
    }
    JsonNode pattern = input.path("EventPattern");
    return new RuleDeclaration(
        bus,
        name,
        pattern.isObject() ? pattern.toString() : optional(input, "EventPattern"),
        optional(input, "ScheduleExpression"),
        state.equals("ENABLED"),
        optional(input, "Description"),
        optional(input, "RoleArn"));
  }

  /** Reads a target. */
  RuleTarget target(String bus, JsonNode node) {
    if (!(node instanceof ObjectNode input)) {
      throw AwsError.validation("A target must be an object");
    }
    Operations.refuseOthers(
        "Target",
        input,
        Set.of(
            "Id",
            "Arn",
            "RoleArn",
            "Input",
            "InputPath",
            "InputTransformer",
            "DeadLetterConfig",
            "RetryPolicy"));
    String id = Trees.text(input, "Id");
    if (!ID.matcher(id).matches()) {
      throw AwsError.validation("Id must match " + ID + ", was " + id);
    }
    RuleTarget target =
        new RuleTarget(
            id,
            arn(bus, Trees.text(input, "Arn")),
            optional(input, "RoleArn"),
            optional(input, "Input"),
            optional(input, "InputPath"),
            transformer(input.path("InputTransformer")),
            DeliveryShapes.deadLetterQueue(input),
            DeliveryShapes.policy(input));
    checkInput(target);
    return target;
  }

  private String arn(String bus, String arn) {
    if (Pending.in(arn)) {
      return arn;
    }
    courier.requireReach(arn);
    if (arn.equals(EventBuses.arn(bus))) {
      throw AwsError.validation("An event bus cannot be a target of its own rules: " + arn);
    }
    return arn;
  }

  private static void checkInput(RuleTarget target) {
    int inputs =
        (target.input() == null ? 0 : 1)
            + (target.inputPath() == null ? 0 : 1)
            + (target.transformer() == null ? 0 : 1);
    if (inputs > 1) {
      throw AwsError.validation(
          "Only one of Input, InputPath, or InputTransformer must be provided for target "
              + target.id()
              + ".");
    }
    if (inputs > 0 && target.arn().contains(":event-bus/")) {
      throw AwsError.validation("An event bus takes no input, as target " + target.id() + " has.");
    }
    if (target.input() != null && !Trees.isJson(target.input())) {
      throw AwsError.validation("Input for target " + target.id() + " must be valid JSON.");
    }
    if (target.inputPath() != null) {
      JsonPath.parse(target.inputPath());
    }
  }

  private static @Nullable InputTransformer transformer(JsonNode node) {
    if (!(node instanceof ObjectNode input)) {
      return null;
    }
    Operations.refuseOthers("InputTransformer", input, Set.of("InputPathsMap", "InputTemplate"));
    Map<String, String> paths = new TreeMap<>();
    input
        .path("InputPathsMap")
        .properties()
        .forEach(
            entry -> {
              JsonPath.parse(entry.getValue().asText());
              paths.put(entry.getKey(), entry.getValue().asText());
            });
    return new InputTransformer(paths, Trees.text(input, "InputTemplate"));
  }

  private static @Nullable String optional(ObjectNode input, String name) {
    String text = Trees.text(input, name, "");
    return text.isEmpty() ? null : text;
  }

  static ObjectNode describe(StoredRule rule) {
    ObjectNode node = Trees.object();
    node.put("Name", rule.name());
    node.put("Arn", rule.arn());
    putIfPresent(node, "EventPattern", rule.pattern());
    putIfPresent(node, "ScheduleExpression", rule.expression());
    node.put("State", rule.enabled() ? "ENABLED" : "DISABLED");
    putIfPresent(node, "Description", rule.description());
    putIfPresent(node, "RoleArn", rule.roleArn());
    return node.put("EventBusName", rule.bus());
  }

  static ObjectNode describe(RuleTarget target) {
    ObjectNode node = Trees.object();
    node.put("Id", target.id());
    node.put("Arn", target.arn());
    putIfPresent(node, "RoleArn", target.roleArn());
    putIfPresent(node, "Input", target.input());
    putIfPresent(node, "InputPath", target.inputPath());
    InputTransformer transformer = target.transformer();
    if (transformer != null) {
      ObjectNode inner = node.putObject("InputTransformer");
      ObjectNode paths = inner.putObject("InputPathsMap");
      transformer.paths().forEach(paths::put);
      inner.put("InputTemplate", transformer.template());
    }
    DeliveryShapes.describe(node, target.deadLetterQueue(), target.policy());
    return node;
  }

  private static void putIfPresent(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }
}
