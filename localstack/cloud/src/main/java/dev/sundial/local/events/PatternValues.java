package dev.sundial.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The values and operators in a list of an event pattern, one of which must hold. */
final class PatternValues {
  private PatternValues() {}

  /** Tests a field's value, which is missing when the event has no such field. */
  static Predicate<JsonNode> parse(JsonNode list, String path) {
    List<Predicate<JsonNode>> any = new ArrayList<>();
    for (JsonNode item : list) {
      any.add(item.isObject() ? operator(item, path) : ofElements(literal(item, path)));
    }
    return value -> any.stream().anyMatch(one -> one.test(value));
  }

  private static Predicate<JsonNode> operator(JsonNode item, String path) {
    if (item.size() != 1) {
      throw EventPattern.invalid("Only one operator is allowed in each object: " + path);
    }
    Map.Entry<String, JsonNode> only = item.properties().iterator().next();
    JsonNode operand = only.getValue();
    return switch (only.getKey()) {
      case "exists" -> exists(operand, path);
      case "anything-but" -> ofElements(anythingBut(operand, path));
      case "numeric" -> ofElements(numeric(operand, path));
      case "prefix", "suffix", "wildcard", "equals-ignore-case" ->
          ofElements(text(only.getKey(), operand, path));
      default ->
          throw EventPattern.invalid(
              "the local cloud does not implement the match type " + only.getKey() + ": " + path);
    };
  }

  private static Predicate<JsonNode> exists(JsonNode operand, String path) {
    if (!operand.isBoolean()) {
      throw EventPattern.invalid("exists match pattern must be either true or false: " + path);
    }
    boolean wanted = operand.booleanValue();
    return value -> wanted == (!value.isMissingNode() && !value.isObject());
  }

  /** A list matches when an element does. */
  private static Predicate<JsonNode> ofElements(Predicate<JsonNode> test) {
    return value -> {
      if (!value.isArray()) {
        return !value.isMissingNode() && !value.isObject() && test.test(value);
      }
      for (JsonNode element : value) {
        if (element.isValueNode() && test.test(element)) {
          return true;
        }
      }
      return false;
    };
  }

  /** Numbers are compared as they are written: 300 is not 300.0. */
  private static Predicate<JsonNode> literal(JsonNode wanted, String path) {
    if (!wanted.isValueNode()) {
      throw EventPattern.invalid("Nested arrays are not allowed: " + path);
    }
    return value ->
        value.getNodeType() == wanted.getNodeType() && value.asText().equals(wanted.asText());
  }

  private static Predicate<JsonNode> text(String operator, JsonNode operand, String path) {
    boolean affix = operator.equals("prefix") || operator.equals("suffix");
    if (affix && operand.isObject()) {
      if (operand.size() != 1 || !operand.path("equals-ignore-case").isTextual()) {
        throw EventPattern.invalid(operator + " must be a text or equals-ignore-case: " + path);
      }
      String wanted = lower(operand.path("equals-ignore-case").asText());
      return value -> value.isTextual() && holds(operator, lower(value.asText()), wanted);
    }
    if (!operand.isTextual()) {
      throw EventPattern.invalid(operator + " match pattern must be a string: " + path);
    }
    if (operator.equals("wildcard")) {
      Pattern pattern = wildcard(operand.asText(), path);
      return value -> value.isTextual() && pattern.matcher(value.asText()).matches();
    }
    if (operator.equals("equals-ignore-case")) {
      String wanted = lower(operand.asText());
      return value -> value.isTextual() && lower(value.asText()).equals(wanted);
    }
    return value -> value.isTextual() && holds(operator, value.asText(), operand.asText());
  }

  private static boolean holds(String operator, String value, String affix) {
    return operator.equals("prefix") ? value.startsWith(affix) : value.endsWith(affix);
  }

  private static Predicate<JsonNode> anythingBut(JsonNode operand, String path) {
    List<Predicate<JsonNode>> none = new ArrayList<>();
    if (operand.isObject()) {
      if (operand.size() != 1) {
        throw EventPattern.invalid("anything-but takes one operator: " + path);
      }
      Map.Entry<String, JsonNode> only = operand.properties().iterator().next();
      if (!List.of("prefix", "suffix", "wildcard", "equals-ignore-case").contains(only.getKey())) {
        throw EventPattern.invalid(
            "anything-but does not take the match type " + only.getKey() + ": " + path);
      }
      for (JsonNode one : items(only.getValue(), path)) {
        none.add(text(only.getKey(), one, path));
      }
    } else {
      for (JsonNode one : items(operand, path)) {
        none.add(literal(one, path));
      }
    }
    return value -> none.stream().noneMatch(one -> one.test(value));
  }

  private static List<JsonNode> items(JsonNode operand, String path) {
    if (!operand.isArray()) {
      return List.of(operand);
    }
    if (operand.isEmpty()) {
      throw EventPattern.invalid("Empty arrays are not allowed: " + path);
    }
    List<JsonNode> items = new ArrayList<>();
    operand.forEach(items::add);
    return items;
  }

  private static Predicate<JsonNode> numeric(JsonNode operand, String path) {
    if (!operand.isArray() || (operand.size() != 2 && operand.size() != 4)) {
      throw EventPattern.invalid("numeric must be a list of operators and numbers: " + path);
    }
    List<Predicate<BigDecimal>> all = new ArrayList<>();
    for (int i = 0; i < operand.size(); i += 2) {
      all.add(comparison(operand.get(i), operand.get(i + 1), path));
    }
    return value ->
        value.isNumber() && all.stream().allMatch(one -> one.test(value.decimalValue()));
  }

  private static Predicate<BigDecimal> comparison(JsonNode operator, JsonNode number, String path) {
    if (!number.isNumber()) {
      throw EventPattern.invalid("Value of a numeric operator must be a number: " + path);
    }
    BigDecimal bound = number.decimalValue();
    return switch (operator.asText()) {
      case "=" -> value -> value.compareTo(bound) == 0;
      case "<" -> value -> value.compareTo(bound) < 0;
      case "<=" -> value -> value.compareTo(bound) <= 0;
      case ">" -> value -> value.compareTo(bound) > 0;
      case ">=" -> value -> value.compareTo(bound) >= 0;
      default ->
          throw EventPattern.invalid(
              "Unrecognized numeric range operator: " + operator.asText() + ": " + path);
    };
  }

  /** {@code *} is any text; a backslash takes it, or another backslash, as it is. */
  private static Pattern wildcard(String text, String path) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        if (i == text.length() || (text.charAt(i) != '*' && text.charAt(i) != '\\')) {
          throw EventPattern.invalid("Invalid escape character in a wildcard: " + path);
        }
        regex.append(Pattern.quote(text.substring(i, i + 1)));
      } else if (c == '*') {
        if (i > 0 && text.charAt(i - 1) == '*' && !text.startsWith("\\*", Math.max(0, i - 2))) {
          throw EventPattern.invalid("Consecutive wildcard characters: " + path);
        }
        regex.append(".*");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
