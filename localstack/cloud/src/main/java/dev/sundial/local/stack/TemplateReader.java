package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a template apart and refuses what has no meaning here, by name. */
final class TemplateReader {
  /** CloudFormation's own limit of resources in a stack. */
  static final int MAX_RESOURCES = 500;

  private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9]{1,255}");

  /** The rule that CDK adds to every template; it asserts the version of a real bootstrap stack. */
  private static final String BOOTSTRAP_RULE = "CheckBootstrapVersion";

  private final Problems problems;

  TemplateReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * @param stack the stack's name
   * @param given values for parameters, by name
   */
  Template read(String stack, String text, ObjectNode root, Map<String, String> given) {
    root.fieldNames().forEachRemaining(section -> checkSection(stack, section, root.get(section)));
    Map<String, Declared> resources = resources(stack, root);
    Map<String, JsonNode> conditions = new LinkedHashMap<>();
    entries(stack, root, "Conditions").forEach(conditions::put);
    return new Template(
        stack,
        text,
        root.path("Description").asText(),
        parameters(stack, root, given),
        object(stack, root, "Mappings"),
        conditions,
        resources,
        outputs(stack, root));
  }

  private void checkSection(String stack, String section, JsonNode value) {
    switch (section) {
      case "Description", "Metadata", "Parameters", "Mappings", "Conditions" -> {}
      case "Resources", "Outputs" -> {}
      case "AWSTemplateFormatVersion" -> {
        if (!value.asText().equals("2010-09-09")) {
          problems.add(stack + "/" + section, "is not known as " + value);
        }
      }
      case "Rules" ->
          value
              .fieldNames()
              .forEachRemaining(
                  rule -> {
                    if (!rule.equals(BOOTSTRAP_RULE)) {
                      problems.add(stack + "/Rules." + rule, "is not supported");
                    }
                  });
      default -> problems.add(stack + "/" + section, "is not a supported section of a template");
    }
  }

  private Map<String, Parameter> parameters(
      String stack, ObjectNode root, Map<String, String> given) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    ParameterReader reader = new ParameterReader(problems);
    Map<String, JsonNode> declared = entries(stack, root, "Parameters");
    declared.forEach(
        (name, value) ->
            reader
                .read(stack + "/Parameters." + name, name, value, given.get(name))
                .ifPresent(parameter -> parameters.put(name, parameter)));
    given
        .keySet()
        .forEach(
            name -> {
              if (!declared.containsKey(name)) {
                problems.add(stack + "/Parameters." + name, "is given a value but not declared");
              }
            });
    return parameters;
  }

  private Map<String, Declared> resources(String stack, ObjectNode root) {
    Map<String, JsonNode> entries = entries(stack, root, "Resources");
    if (entries.isEmpty()) {
      problems.add(stack + "/Resources", "must hold at least one resource");
    }
    if (entries.size() > MAX_RESOURCES) {
      problems.add(
          stack + "/Resources", "holds " + entries.size() + ", more than " + MAX_RESOURCES);
    }
    Map<String, Declared> resources = new LinkedHashMap<>();
    entries.forEach(
        (id, value) ->
            resource(stack + "/" + id, id, value)
                .ifPresent(declared -> resources.put(id, declared)));
    checkDependsOn(stack, resources);
    return resources;
  }

  private void checkDependsOn(String stack, Map<String, Declared> resources) {
    resources
        .values()
        .forEach(
            declared ->
                declared
                    .dependsOn()
                    .forEach(
                        id -> {
                          if (!resources.containsKey(id)) {
                            problems.add(
                                stack + "/" + declared.logicalId() + ".DependsOn",
                                "names " + id + ", which is no resource of the stack");
                          }
                        }));
  }

  private Optional<Declared> resource(String path, String id, JsonNode value) {
    if (!LOGICAL_ID.matcher(id).matches()) {
      problems.add(path, "is no logical id: only letters and digits");
    }
    if (!(value instanceof ObjectNode object)) {
      problems.add(path, "must be an object");
      return Optional.empty();
    }
    object.fieldNames().forEachRemaining(attribute -> checkAttribute(path, attribute));
    String type = object.path("Type").asText();
    if (type.isEmpty()) {
      problems.add(path + ".Type", "is required");
      return Optional.empty();
    }
    return Optional.of(
        new Declared(
            id,
            type,
            properties(path, object),
            condition(path, object),
            dependsOn(path, object.path("DependsOn")),
            policy(path, object, "DeletionPolicy"),
            policy(path, object, "UpdateReplacePolicy")));
  }

  private void checkAttribute(String path, String attribute) {
    switch (attribute) {
      case "Type", "Properties", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy" -> {}
      case "Metadata", "Condition" -> {}
      case "CreationPolicy", "UpdatePolicy" -> problems.add(path + "." + attribute, UNSUPPORTED);
      default -> problems.add(path + "." + attribute, "is not an attribute of a resource");
    }
  }

  private static final String UNSUPPORTED = "is not supported";

  private ObjectNode properties(String path, ObjectNode resource) {
    JsonNode properties = resource.path("Properties");
    if (properties instanceof ObjectNode object) {
      return object;
    }
    if (!properties.isMissingNode()) {
      problems.add(path + ".Properties", "must be an object");
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private @Nullable String condition(String path, ObjectNode object) {
    JsonNode condition = object.path("Condition");
    if (condition.isMissingNode()) {
      return null;
    }
    if (!condition.isTextual()) {
      problems.add(path + ".Condition", "must be the name of a condition");
      return null;
    }
    return condition.asText();
  }

  private List<String> dependsOn(String path, JsonNode value) {
    List<String> ids = new ArrayList<>();
    if (value.isTextual()) {
      ids.add(value.asText());
    } else if (value.isArray()) {
      value.forEach(
          item -> {
            if (item.isTextual()) {
              ids.add(item.asText());
            } else {
              problems.add(path + ".DependsOn", "must hold logical ids only");
            }
          });
    } else if (!value.isMissingNode()) {
      problems.add(path + ".DependsOn", "must be a logical id or a list of them");
    }
    return ids;
  }

  private RemovalPolicy policy(String path, ObjectNode resource, String attribute) {
    JsonNode value = resource.path(attribute);
    if (value.isMissingNode()) {
      return RemovalPolicy.DELETE;
    }
    Optional<RemovalPolicy> policy =
        RemovalPolicy.parse(value.asText())
            .filter(
                known ->
                    known != RemovalPolicy.RETAIN_EXCEPT_ON_CREATE
                        || attribute.equals("DeletionPolicy"));
    if (policy.isEmpty()) {
      problems.add(path + "." + attribute, "is not known as " + value);
    }
    return policy.orElse(RemovalPolicy.RETAIN);
  }

  private Map<String, Template.Output> outputs(String stack, ObjectNode root) {
    Map<String, Template.Output> outputs = new LinkedHashMap<>();
    entries(stack, root, "Outputs")
        .forEach(
            (key, value) ->
                output(stack + "/Outputs." + key, key, value)
                    .ifPresent(output -> outputs.put(key, output)));
    return outputs;
  }

  private Optional<Template.Output> output(String path, String key, JsonNode value) {
    if (!(value instanceof ObjectNode object) || !object.hasNonNull("Value")) {
      problems.add(path + ".Value", "is required");
      return Optional.empty();
    }
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!Set.of("Value", "Description", "Export", "Condition").contains(name)) {
                problems.add(path + "." + name, "is not an attribute of an output");
              }
            });
    if (object.has("Export") && !object.path("Export").hasNonNull("Name")) {
      problems.add(path + ".Export.Name", "is required");
    }
    return Optional.of(
        new Template.Output(
            key,
            object.get("Value"),
            object.path("Description").asText(),
            object.path("Export").get("Name"),
            condition(path, object)));
  }

  private Map<String, JsonNode> entries(String stack, ObjectNode root, String section) {
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    object(stack, root, section)
        .properties()
        .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }

  private ObjectNode object(String stack, ObjectNode root, String section) {
    JsonNode value = root.path(section);
    if (value instanceof ObjectNode object) {
      return object;
    }
    if (!value.isMissingNode()) {
      problems.add(stack + "/" + section, "must be an object");
    }
    return JsonNodeFactory.instance.objectNode();
  }
}
