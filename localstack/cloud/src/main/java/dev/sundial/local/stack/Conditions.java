package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conditions of one template, each decided once. */
final class Conditions {
  private final Template template;
  private final Problems problems;
  private final Intrinsics intrinsics;
  private final Map<String, Boolean> decided = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  Conditions(Template template, Problems problems) {
    this.template = template;
    this.problems = problems;
    this.intrinsics = new Intrinsics(new WithoutResources(), problems);
  }

  /** Decides them all, so that every problem is found. */
  void check() {
    template.conditions().keySet().forEach(this::holds);
    template
        .resources()
        .values()
        .forEach(declared -> checkName(declared.logicalId(), declared.condition()));
    template
        .outputs()
        .values()
        .forEach(output -> checkName("Outputs." + output.key(), output.condition()));
  }

  private void checkName(String where, @Nullable String name) {
    if (name != null && !template.conditions().containsKey(name)) {
      problems.add(
          template.stack() + "/" + where + ".Condition",
          "names " + name + ", which is not declared");
    }
  }

  /** Whether something under this condition is part of the stack. */
  boolean includes(@Nullable String name) {
    return name == null || holds(name).orElse(true);
  }

  /** Whether a condition holds; empty when there is none of that name. */
  Optional<Boolean> holds(String name) {
    JsonNode declared = template.conditions().get(name);
    if (declared == null) {
      return Optional.empty();
    }
    Boolean known = decided.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    String path = template.stack() + "/Conditions." + name;
    if (!open.add(name)) {
      problems.add(path, "depends on itself: " + String.join(" → ", open) + " → " + name);
      return Optional.of(false);
    }
    boolean holds = decide(path, declared);
    open.remove(name);
    decided.put(name, holds);
    return Optional.of(holds);
  }

  private boolean decide(String path, JsonNode node) {
    if (node instanceof ObjectNode object && object.size() == 1) {
      String function = object.fieldNames().next();
      JsonNode argument = object.get(function);
      switch (function) {
        case "Condition" -> {
          return named(path, argument);
        }
        case "Fn::Equals" -> {
          return equal(path, argument);
        }
        case "Fn::Not" -> {
          return all(path, function, argument, 1, 1).stream().noneMatch(truth -> truth);
        }
        case "Fn::And" -> {
          return all(path, function, argument, 2, 10).stream().allMatch(truth -> truth);
        }
        case "Fn::Or" -> {
          return all(path, function, argument, 2, 10).stream().anyMatch(truth -> truth);
        }
        default -> {}
      }
    }
    problems.add(path, "must be one of Fn::Equals, Fn::And, Fn::Or, Fn::Not, Condition");
    return false;
  }

  private boolean named(String path, JsonNode argument) {
    Optional<Boolean> holds = holds(argument.asText());
    if (holds.isEmpty()) {
      problems.add(path, "refers to the condition " + argument + ", which is not declared");
    }
    return holds.orElse(false);
  }

  private boolean equal(String path, JsonNode argument) {
    if (!argument.isArray() || argument.size() != 2) {
      problems.add(path, "needs two values in Fn::Equals");
      return false;
    }
    return intrinsics.text(path, argument.get(0)).equals(intrinsics.text(path, argument.get(1)));
  }

  private List<Boolean> all(String path, String function, JsonNode argument, int min, int max) {
    List<Boolean> truths = new ArrayList<>();
    argument.forEach(item -> truths.add(decide(path, item)));
    if (!argument.isArray() || truths.size() < min || truths.size() > max) {
      problems.add(path, "needs " + min + " to " + max + " conditions in " + function);
    }
    return truths;
  }

  /** In conditions only parameters, pseudo parameters and mappings have a meaning. */
  private final class WithoutResources implements Names {

    @Override
    public Meaning ref(String name) {
      Parameter parameter = template.parameters().get(name);
      if (parameter != null && parameter.type() != Parameter.Type.SSM) {
        return new Meaning.Known(parameter.reference());
      }
      return name.startsWith("AWS::")
          ? PseudoParameters.of(template.stack(), name)
          : new Meaning.Unknown("which is no parameter");
    }

    @Override
    public Meaning attribute(String logicalId, String attribute) {
      return new Meaning.Unknown("which no condition can look at");
    }

    @Override
    public Meaning imported(String export) {
      return new Meaning.Unknown("which no condition can look at");
    }

    @Override
    public Optional<Boolean> condition(String name) {
      return holds(name);
    }

    @Override
    public Optional<JsonNode> mapping(String map, String topKey, String secondKey) {
      return StackNames.find(template.mappings(), map, topKey, secondKey);
    }
  }
}
