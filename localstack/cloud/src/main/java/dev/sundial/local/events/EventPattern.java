package dev.sundial.local.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sundial.local.endpoint.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which events a rule wants: for each named field a list of values or operators, one of which must
 * hold. A field of the event that is a list matches when one of its elements does; objects in a
 * list are looked into one by one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">Event
 *     patterns</a>
 */
public final class EventPattern {
  private static final String OR = "$or";
  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Predicate<JsonNode> condition;

  private EventPattern(Predicate<JsonNode> condition) {
    this.condition = condition;
  }

  /**
   * Reads a pattern.
   *
   * @throws AwsError {@code InvalidEventPatternException}, naming what is wrong or not implemented
   */
  public static EventPattern parse(String json) {
    try {
      JsonNode pattern = STRICT.readTree(json);
      if (!pattern.isObject() || pattern.isEmpty()) {
        throw invalid("Filter is not an object, or is empty");
      }
      return new EventPattern(object(pattern, ""));
    } catch (JsonProcessingException e) {
      throw invalid("not JSON: " + e.getOriginalMessage());
    }
  }

  /** Whether the event, in its envelope, is wanted. */
  public boolean matches(JsonNode event) {
    return condition.test(event);
  }

  private static Predicate<JsonNode> object(JsonNode pattern, String path) {
    List<Predicate<JsonNode>> all = new ArrayList<>();
    pattern
        .properties()
        .forEach(
            field ->
                all.add(
                    field.getKey().equals(OR)
                        ? or(field.getValue(), path)
                        : field(field.getKey(), field.getValue(), path)));
    return node -> all.stream().allMatch(one -> one.test(node));
  }

  private static Predicate<JsonNode> or(JsonNode alternatives, String path) {
    if (!alternatives.isArray() || alternatives.size() < 2) {
      throw invalid("$or must be a list of two patterns or more");
    }
    List<Predicate<JsonNode>> any = new ArrayList<>();
    for (JsonNode alternative : alternatives) {
      if (!alternative.isObject() || alternative.isEmpty()) {
        throw invalid("$or must be a list of patterns");
      }
      any.add(object(alternative, path));
    }
    return node -> any.stream().anyMatch(one -> one.test(node));
  }

  private static Predicate<JsonNode> field(String name, JsonNode wanted, String path) {
    String here = path.isEmpty() ? name : path + "." + name;
    if (wanted.isObject()) {
      if (wanted.isEmpty()) {
        throw invalid("Empty objects are not allowed: " + here);
      }
      Predicate<JsonNode> inner = object(wanted, here);
      return node -> anyObject(node.path(name), inner);
    }
    if (!wanted.isArray() || wanted.isEmpty()) {
      throw invalid("\"" + here + "\" must be an object or an array that is not empty");
    }
    Predicate<JsonNode> values = PatternValues.parse(wanted, here);
    return node -> values.test(node.path(name));
  }

  /** A field that is missing is looked into too: {@code exists: false} may hold there. */
  private static boolean anyObject(JsonNode value, Predicate<JsonNode> inner) {
    if (!value.isArray()) {
      return inner.test(value);
    }
    for (JsonNode element : value) {
      if (inner.test(element)) {
        return true;
      }
    }
    return false;
  }

  static AwsError invalid(String reason) {
    return new AwsError(
        400, "InvalidEventPatternException", "Event pattern is not valid. Reason: " + reason);
  }
}
