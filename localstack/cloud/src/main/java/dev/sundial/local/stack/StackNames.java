package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of one stack's template: its parameters, conditions, mappings and resources. Remembers
 * which resources were asked for, so that dependencies come out of resolving.
 */
final class StackNames implements Names {
  private final Template template;
  private final Conditions conditions;
  private final Map<String, ResourceType<?>> types;
  private final Map<String, Resource> existing;
  private final Map<String, String> exports;
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * @param existing resources whose values are known, by logical id; grows as resources are made
   * @param exports values that earlier stacks export, by name
   */
  StackNames(
      Template template,
      Conditions conditions,
      Map<String, ResourceType<?>> types,
      Map<String, Resource> existing,
      Map<String, String> exports) {
    this.template = template;
    this.conditions = conditions;
    this.types = types;
    this.existing = existing;
    this.exports = exports;
  }

  /** Logical ids that {@code Ref} and {@code Fn::GetAtt} asked for since the last call. */
  Set<String> takeAsked() {
    Set<String> taken = new LinkedHashSet<>(asked);
    asked.clear();
    return taken;
  }

  @Override
  public Meaning ref(String name) {
    Parameter parameter = template.parameters().get(name);
    if (parameter != null) {
      return parameter.type() == Parameter.Type.SSM
          ? new Meaning.Unknown("a parameter kept in Systems Manager, which is not supported")
          : new Meaning.Known(parameter.reference());
    }
    if (name.startsWith("AWS::")) {
      return PseudoParameters.of(template.stack(), name);
    }
    return resource(name)
        .map(
            declared -> {
              Resource resource = existing.get(name);
              return resource == null
                  ? new Meaning.Later(Pending.ref(name))
                  : known(resource.physicalId());
            })
        .orElseGet(() -> new Meaning.Unknown(missing(name)));
  }

  @Override
  public Meaning attribute(String logicalId, String attribute) {
    Optional<Declared> declared = resource(logicalId);
    if (declared.isEmpty()) {
      return new Meaning.Unknown(missing(logicalId));
    }
    ResourceType<?> type = types.get(declared.get().type());
    if (type != null && !type.attributes().contains(attribute)) {
      return new Meaning.Unknown("an attribute that " + type.name() + " does not give here");
    }
    Resource resource = existing.get(logicalId);
    if (resource == null) {
      return new Meaning.Later(Pending.attribute(logicalId, attribute));
    }
    String value = resource.attributes().get(attribute);
    return value == null
        ? new Meaning.Unknown("an attribute that the resource did not give")
        : known(value);
  }

  @Override
  public Meaning imported(String export) {
    String value = exports.get(export);
    return value == null
        ? new Meaning.Unknown("which no stack deployed before exports")
        : known(value);
  }

  @Override
  public Optional<Boolean> condition(String name) {
    return conditions.holds(name);
  }

  @Override
  public Optional<JsonNode> mapping(String map, String topKey, String secondKey) {
    return find(template.mappings(), map, topKey, secondKey);
  }

  static Optional<JsonNode> find(ObjectNode mappings, String map, String top, String second) {
    JsonNode value = mappings.path(map).path(top).path(second);
    return value.isMissingNode() || value.isObject() ? Optional.empty() : Optional.of(value);
  }

  private Optional<Declared> resource(String logicalId) {
    Declared declared = template.resources().get(logicalId);
    if (declared == null || !conditions.includes(declared.condition())) {
      return Optional.empty();
    }
    asked.add(logicalId);
    return Optional.of(declared);
  }

  private String missing(String logicalId) {
    return template.resources().containsKey(logicalId)
        ? "which its condition leaves out"
        : "which is neither a resource nor a parameter";
  }

  private static Meaning known(String value) {
    return new Meaning.Known(JsonNodeFactory.instance.textNode(value));
  }
}
