package dev.sundial.local.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Times;
import dev.sundial.local.wire.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How requests name things: the members they have in common. Numbers may be texts, since clients of
 * the query protocol send nothing else.
 */
public final class MetricInput {
  private MetricInput() {}

  /** A text that must be there and not empty. */
  public static String text(ObjectNode input, String name) {
    String text = Trees.text(input, name, "");
    if (text.isEmpty()) {
      throw MetricErrors.missing(name);
    }
    return text;
  }

  /** A time that must be there. */
  public static Instant time(ObjectNode input, String name) {
    return Times.read(input, name).orElseThrow(() -> MetricErrors.missing(name));
  }

  /**
   * The objects of a list; none when it is absent.
   *
   * @param known members that they may have
   */
  public static List<ObjectNode> objects(ObjectNode input, String name, Set<String> known) {
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode node : list(input, name)) {
      if (!(node instanceof ObjectNode object)) {
        throw malformed(name);
      }
      Operations.refuseOthers(name, object, known);
      objects.add(object);
    }
    return objects;
  }

  /** The texts of a list; none when it is absent. */
  public static List<String> texts(ObjectNode input, String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : list(input, name)) {
      if (!node.isTextual()) {
        throw malformed(name);
      }
      texts.add(node.asText());
    }
    return texts;
  }

  /** The numbers of a list; none when it is absent. */
  public static List<Double> numbers(ObjectNode input, String name) {
    List<Double> numbers = new ArrayList<>();
    list(input, name).forEach(node -> numbers.add(number(node, name)));
    return numbers;
  }

  /** A number, empty when it is absent. */
  public static Optional<Double> number(ObjectNode input, String name) {
    JsonNode value = input.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(number(value, name));
  }

  private static double number(JsonNode node, String name) {
    if (node.isNumber()) {
      return node.asDouble();
    }
    try {
      if (node.isTextual()) {
        return Double.parseDouble(node.asText());
      }
    } catch (NumberFormatException e) {
      throw malformed(name);
    }
    throw malformed(name);
  }

  /** Dimensions that make a metric what it is: each has a name and a value, no name comes twice. */
  public static Map<String, String> dimensions(ObjectNode input) {
    Map<String, String> dimensions = new TreeMap<>();
    for (ObjectNode one : objects(input, "Dimensions", Set.of("Name", "Value"))) {
      String name = text(one, "Name");
      String value = text(one, "Value");
      if (!MetricRules.isDimensionName(name) || !MetricRules.isDimensionValue(value)) {
        throw MetricErrors.invalidValue(
            "The value " + name + "=" + value + " for parameter Dimensions is invalid.");
      }
      if (dimensions.put(name, value) != null) {
        throw MetricErrors.invalidValue(
            "The parameter Dimensions contains duplicate names: " + name + ".");
      }
    }
    if (dimensions.size() > MetricRules.MOST_DIMENSIONS) {
      throw MetricErrors.invalidValue(
          "The collection Dimensions must not have a size greater than "
              + MetricRules.MOST_DIMENSIONS
              + ".");
    }
    return dimensions;
  }

  /** Whether CloudWatch knows a unit of that name. */
  public static boolean isUnit(String unit) {
    return MetricUnits.isKnown(unit);
  }

  /** A unit, empty when it is absent. */
  public static Optional<String> unit(ObjectNode input) {
    String unit = Trees.text(input, "Unit", "");
    if (!unit.isEmpty() && !MetricUnits.isKnown(unit)) {
      throw MetricErrors.validation(
          "1 validation error detected: Value '"
              + unit
              + "' at 'unit' failed to satisfy constraint: Member must satisfy enum value set: "
              + MetricUnits.list());
    }
    return unit.isEmpty() ? Optional.empty() : Optional.of(unit);
  }

  /** A period: whole minutes. Those below are high resolution, which is not implemented. */
  public static Duration period(ObjectNode input) {
    int seconds = Trees.integer(input, "Period", 0);
    if (Set.of(1, 5, 10, 20, 30).contains(seconds)) {
      throw MetricErrors.invalidValue(
          "The local cloud does not implement periods below a minute: " + seconds);
    }
    if (seconds < 60 || seconds % 60 != 0) {
      throw MetricErrors.invalidValue(
          "The parameter Period must be a value in the set [ 1, 5, 10, 20, 30 ], or a multiple of 60.");
    }
    return Duration.ofSeconds(seconds);
  }

  private static JsonNode list(ObjectNode input, String name) {
    JsonNode list = input.path(name);
    boolean absent =
        list.isMissingNode() || list.isNull() || (list.isTextual() && list.asText().isEmpty());
    if (!absent && !list.isArray()) {
      throw malformed(name);
    }
    return list;
  }

  private static AwsError malformed(String name) {
    return new AwsError(400, "MalformedInput", "The value of " + name + " has the wrong type");
  }
}
