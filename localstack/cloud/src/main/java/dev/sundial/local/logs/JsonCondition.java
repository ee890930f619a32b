package dev.sundial.local.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition on lines that are JSON objects: {@code { ($.level = "ERR*" || $.code >= 500) &&
 * $.user NOT EXISTS }}. Read by recursive descent; and binds closer than or.
 */
final class JsonCondition {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern SELECTOR =
      Pattern.compile("\\$((?:\\.[\\w@-]+|\\[\"[^\"]+\"]|\\[\\d+])+)");
  private static final Pattern STEP = Pattern.compile("\\.([\\w@-]+)|\\[\"([^\"]+)\"]|\\[(\\d+)]");
  private static final Pattern STATE =
      Pattern.compile("(IS\\s+NULL|IS\\s+TRUE|IS\\s+FALSE|NOT\\s+EXISTS|EXISTS)\\b");
  private static final Pattern COMPARISON = Pattern.compile("(!=|<=|>=|=|<|>)");
  private static final Pattern VALUE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s()&|}]+)");

  private final String whole;
  private String rest;

  private JsonCondition(String whole, String inside) {
    this.whole = whole;
    this.rest = inside;
  }

  static Predicate<String> parse(String pattern) {
    if (!pattern.endsWith("}")) {
      throw FilterPattern.invalid(pattern);
    }
    JsonCondition parser =
        new JsonCondition(pattern, pattern.substring(1, pattern.length() - 1).strip());
    Predicate<JsonNode> condition = parser.or();
    if (!parser.rest.isEmpty()) {
      throw FilterPattern.invalid(pattern);
    }
    return line -> {
      JsonNode node = object(line);
      return node != null && condition.test(node);
    };
  }

  private static @Nullable JsonNode object(String line) {
    if (!line.stripLeading().startsWith("{")) {
      return null;
    }
    try {
      JsonNode node = MAPPER.readTree(line);
      return node.isObject() ? node : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private Predicate<JsonNode> or() {
    Predicate<JsonNode> left = and();
    while (skip("||")) {
      left = left.or(and());
    }
    return left;
  }

  private Predicate<JsonNode> and() {
    Predicate<JsonNode> left = primary();
    while (skip("&&")) {
      left = left.and(primary());
    }
    return left;
  }

  private Predicate<JsonNode> primary() {
    if (skip("(")) {
      Predicate<JsonNode> inner = or();
      if (!skip(")")) {
        throw FilterPattern.invalid(whole);
      }
      return inner;
    }
    if (rest.contains("%")) {
      throw FilterPattern.refuse("regular expressions (%...%) in filter patterns");
    }
    String selector = take(SELECTOR).group(1);
    Matcher state = STATE.matcher(rest);
    if (state.lookingAt()) {
      rest = rest.substring(state.end()).stripLeading();
      return state(selector, state.group(1).replaceAll("\\s+", " "));
    }
    return comparison(selector, take(COMPARISON).group(1), take(VALUE));
  }

  private static Predicate<JsonNode> state(String selector, String state) {
    return line -> {
      JsonNode value = select(line, selector);
      return switch (state) {
        case "IS NULL" -> value.isNull();
        case "IS TRUE" -> value.isBoolean() && value.booleanValue();
        case "IS FALSE" -> value.isBoolean() && !value.booleanValue();
        case "NOT EXISTS" -> value.isMissingNode();
        default -> !value.isMissingNode();
      };
    };
  }

  private Predicate<JsonNode> comparison(String selector, String operator, Matcher value) {
    BigDecimal number = value.group(2) == null ? null : number(value.group(2));
    if (number != null) {
      return line -> {
        JsonNode found = select(line, selector);
        return found.isNumber() && holds(operator, found.decimalValue().compareTo(number));
      };
    }
    if (!operator.equals("=") && !operator.equals("!=")) {
      throw FilterPattern.invalid(whole);
    }
    String text =
        value.group(2) != null ? value.group(2) : value.group(1).replaceAll("\\\\(.)", "$1");
    Pattern wildcard = wildcard(text);
    return line -> {
      JsonNode found = select(line, selector);
      boolean equal = found.isValueNode() && wildcard.matcher(found.asText()).matches();
      return !found.isMissingNode() && operator.equals("=") == equal;
    };
  }

  private static boolean holds(String operator, int order) {
    return switch (operator) {
      case "=" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static @Nullable BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Pattern wildcard(String text) {
    StringBuilder regex = new StringBuilder();
    for (String part : text.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static JsonNode select(JsonNode line, String selector) {
    JsonNode node = line;
    Matcher step = STEP.matcher(selector);
    while (step.find()) {
      String name = step.group(1) != null ? step.group(1) : step.group(2);
      node = name != null ? node.path(name) : node.path(Integer.parseInt(step.group(3)));
    }
    return node;
  }

  private boolean skip(String token) {
    if (!rest.startsWith(token)) {
      return false;
    }
    rest = rest.substring(token.length()).stripLeading();
    return true;
  }

  private Matcher take(Pattern pattern) {
    Matcher matcher = pattern.matcher(rest);
    if (!matcher.lookingAt()) {
      throw FilterPattern.invalid(whole);
    }
    rest = rest.substring(matcher.end()).stripLeading();
    return matcher;
  }
}
