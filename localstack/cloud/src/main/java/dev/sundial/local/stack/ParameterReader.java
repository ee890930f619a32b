package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads a template's parameters and checks the values they get. */
final class ParameterReader {
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "Type",
          "Default",
          "Description",
          "NoEcho",
          "AllowedValues",
          "AllowedPattern",
          "MinLength",
          "MaxLength",
          "MinValue",
          "MaxValue",
          "ConstraintDescription");

  private final Problems problems;

  ParameterReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * @param given the value this deployment gives, or null
   */
  Optional<Parameter> read(String path, String name, JsonNode declared, @Nullable String given) {
    if (!(declared instanceof ObjectNode object)) {
      problems.add(path, "must be an object");
      return Optional.empty();
    }
    object
        .fieldNames()
        .forEachRemaining(
            attribute -> {
              if (!ATTRIBUTES.contains(attribute)) {
                problems.add(path + "." + attribute, "is not an attribute of a parameter");
              }
            });
    Optional<Parameter.Type> type = type(path, object.path("Type").asText());
    JsonNode absent = object.path("Default");
    if (given == null && absent.isMissingNode()) {
      problems.add(path, "has no default and was given no value");
      return Optional.empty();
    }
    String value = given == null ? absent.asText() : given;
    type.ifPresent(known -> check(path, known, value, object));
    boolean noEcho = object.path("NoEcho").asText().equals("true");
    return type.map(known -> new Parameter(name, known, value, noEcho));
  }

  private Optional<Parameter.Type> type(String path, String type) {
    if (type.startsWith("AWS::SSM::Parameter::Value<")) {
      return Optional.of(Parameter.Type.SSM);
    }
    return switch (type) {
      case "String" -> Optional.of(Parameter.Type.STRING);
      case "Number" -> Optional.of(Parameter.Type.NUMBER);
      case "CommaDelimitedList", "List<Number>", "List<String>" -> Optional.of(Parameter.Type.LIST);
      default -> {
        problems.add(path + ".Type", "is not supported as \"" + type + "\"");
        yield Optional.empty();
      }
    };
  }

  private void check(String path, Parameter.Type type, String value, ObjectNode declared) {
    List<String> items =
        type == Parameter.Type.LIST
            ? new Parameter("", type, value, false).items()
            : List.of(value);
    boolean numbers =
        type == Parameter.Type.NUMBER || declared.path("Type").asText().equals("List<Number>");
    for (String item : items) {
      checkAllowed(path, item, declared);
      checkLength(path, item, declared);
      if (numbers) {
        checkNumber(path, item, declared);
      }
    }
  }

  private void checkAllowed(String path, String value, ObjectNode declared) {
    if (declared.has("AllowedValues")) {
      List<String> allowed = new ArrayList<>();
      declared.path("AllowedValues").forEach(item -> allowed.add(item.asText()));
      if (!allowed.contains(value)) {
        problems.add(path, "must be one of " + allowed + ", was \"" + value + "\"");
      }
    }
    if (declared.has("AllowedPattern")) {
      String pattern = declared.path("AllowedPattern").asText();
      try {
        if (!Pattern.matches(pattern, value)) {
          problems.add(path, "must match " + pattern + ", was \"" + value + "\"");
        }
      } catch (PatternSyntaxException e) {
        problems.add(path + ".AllowedPattern", "is no regular expression: " + pattern);
      }
    }
  }

  private void checkLength(String path, String value, ObjectNode declared) {
    Map.of("MinLength", -1, "MaxLength", 1)
        .forEach(
            (bound, sign) ->
                number(declared, bound)
                    .filter(limit -> BigDecimal.valueOf(value.length()).compareTo(limit) * sign > 0)
                    .ifPresent(
                        limit ->
                            problems.add(path, "breaks " + bound + " " + limit.toPlainString())));
  }

  private void checkNumber(String path, String value, ObjectNode declared) {
    try {
      BigDecimal number = new BigDecimal(value);
      Map.of("MinValue", -1, "MaxValue", 1)
          .forEach(
              (bound, sign) ->
                  number(declared, bound)
                      .filter(limit -> number.compareTo(limit) * sign > 0)
                      .ifPresent(
                          limit ->
                              problems.add(path, "breaks " + bound + " " + limit.toPlainString())));
    } catch (NumberFormatException e) {
      problems.add(path, "must be a number, was \"" + value + "\"");
    }
  }

  private static Optional<BigDecimal> number(ObjectNode declared, String bound) {
    try {
      return declared.has(bound)
          ? Optional.of(new BigDecimal(declared.path(bound).asText()))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
