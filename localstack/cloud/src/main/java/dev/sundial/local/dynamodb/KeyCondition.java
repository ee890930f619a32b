package dev.sundial.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.wire.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The condition of a Query, read as far as it must be to tell which partition it is about: terms
 * joined by {@code AND}, one of which says that the partition key equals a value. Either side may
 * come first, and anything may stand in parentheses. What cannot be told is refused: passed on, it
 * could be about any partition.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html">Key
 *     condition expressions for the Query operation</a>
 */
final class KeyCondition {
  private static final String EXPRESSION = "KeyConditionExpression";
  private static final String LEGACY = "KeyConditions";
  private static final int LONGEST = 4096;
  private static final Pattern TOKEN =
      Pattern.compile("\\s*([#:]?[A-Za-z0-9_]+|<>|<=|>=|[=<>(),])\\s*");
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");

  private final String partition;
  private final ObjectNode input;
  private final List<String> tokens;
  private final List<String> values = new ArrayList<>();
  private int next;

  private KeyCondition(String partition, ObjectNode input, String expression) {
    this.partition = partition;
    this.input = input;
    this.tokens = tokens(expression);
  }

  /**
   * The value that the partition key must equal, as it is written in the request.
   *
   * @throws AwsError {@code ValidationException} when there is none, or more than one
   */
  static JsonNode partitionValue(String partition, ObjectNode input) {
    boolean modern = input.hasNonNull(EXPRESSION);
    if (modern == input.hasNonNull(LEGACY)) {
      throw AwsError.validation(
          modern
              ? "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {KeyConditions} Expression parameters: {KeyConditionExpression}"
              : "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
    }
    if (!modern) {
      return legacy(partition, input.path(LEGACY).path(partition));
    }
    KeyCondition condition = new KeyCondition(partition, input, Trees.text(input, EXPRESSION));
    condition.conjunction();
    if (condition.next < condition.tokens.size()) {
      throw condition.unexpected();
    }
    return condition.value();
  }

  /** The form before expressions: operator and operands of each attribute. */
  private static JsonNode legacy(String partition, JsonNode condition) {
    JsonNode operands = condition.path("AttributeValueList");
    if (condition.isMissingNode()) {
      throw missed(partition);
    }
    if (!condition.path("ComparisonOperator").asText().equals("EQ") || operands.size() != 1) {
      throw unsupported();
    }
    return operands.path(0);
  }

  private JsonNode value() {
    if (values.isEmpty()) {
      throw missed(partition);
    }
    if (values.size() > 1) {
      throw AwsError.validation("KeyConditionExpressions must only contain one condition per key");
    }
    JsonNode value = input.path("ExpressionAttributeValues").path(values.getFirst());
    if (value.isMissingNode()) {
      throw invalid(
          "An expression attribute value used in expression is not defined; attribute value: "
              + values.getFirst());
    }
    return value;
  }

  private void conjunction() {
    term();
    while (isKeyword("AND")) {
      next++;
      term();
    }
  }

  /** One comparison, or terms in parentheses, which begin as an operand in them does. */
  private void term() {
    if (isAt("(") && opensTerms()) {
      next++;
      conjunction();
      expect(")");
    } else {
      comparison();
    }
  }

  /** Whether what stands between here and the closing parenthesis is more than one operand. */
  private boolean opensTerms() {
    int depth = 0;
    int words = 0;
    for (int at = next; at < tokens.size(); at++) {
      String token = tokens.get(at);
      depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
      words += token.equals("(") || token.equals(")") ? 0 : 1;
      if (depth == 0) {
        return words > 1;
      }
    }
    throw unexpected();
  }

  private void comparison() {
    if (isKeyword("BEGINS_WITH") && next + 1 < tokens.size() && tokens.get(next + 1).equals("(")) {
      next += 2;
      other(operand());
      expect(",");
      other(operand());
      expect(")");
      return;
    }
    String left = operand();
    if (isKeyword("BETWEEN")) {
      next++;
      other(left);
      other(operand());
      if (!isKeyword("AND")) {
        throw unexpected();
      }
      next++;
      other(operand());
      return;
    }
    String operator = taken();
    if (!COMPARISONS.contains(operator)) {
      next--;
      throw unexpected();
    }
    String right = operand();
    if (operator.equals("=") && isPartition(left) && right.startsWith(":")) {
      values.add(right);
    } else if (operator.equals("=") && isPartition(right) && left.startsWith(":")) {
      values.add(left);
    } else {
      other(left);
      other(right);
    }
  }

  /** A name or a value, in any number of parentheses. */
  private String operand() {
    if (isAt("(")) {
      next++;
      String inside = operand();
      expect(")");
      return inside;
    }
    String token = taken();
    if (!token.matches("[#:]?\\w+")) {
      next--;
      throw unexpected();
    }
    return token;
  }

  /** An operand of something else than an equality: not the partition key. */
  private void other(String operand) {
    if (isPartition(operand)) {
      throw unsupported();
    }
  }

  private boolean isPartition(String operand) {
    return operand.startsWith("#")
        ? input.path("ExpressionAttributeNames").path(operand).asText("").equals(partition)
        : operand.equals(partition);
  }

  private boolean isAt(String token) {
    return next < tokens.size() && tokens.get(next).equals(token);
  }

  private boolean isKeyword(String word) {
    return next < tokens.size() && tokens.get(next).toUpperCase(Locale.ROOT).equals(word);
  }

  private String taken() {
    if (next >= tokens.size()) {
      throw unexpected();
    }
    return tokens.get(next++);
  }

  private void expect(String token) {
    if (!isAt(token)) {
      throw unexpected();
    }
    next++;
  }

  private static List<String> tokens(String expression) {
    if (expression.length() > LONGEST) {
      throw invalid("Expression size has exceeded the maximum allowed size;");
    }
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(expression);
    int at = 0;
    while (at < expression.length()) {
      matcher.region(at, expression.length());
      if (!matcher.lookingAt()) {
        throw invalid("Syntax error; token: \"" + expression.charAt(at) + "\"");
      }
      tokens.add(matcher.group(1));
      at = matcher.end();
    }
    if (tokens.isEmpty()) {
      throw invalid("The expression can not be empty;");
    }
    return tokens;
  }

  private AwsError unexpected() {
    String token = next < tokens.size() ? tokens.get(next) : "<EOF>";
    return invalid("Syntax error; token: \"" + token + "\"");
  }

  private static AwsError invalid(String what) {
    return AwsError.validation("Invalid " + EXPRESSION + ": " + what);
  }

  private static AwsError missed(String partition) {
    return AwsError.validation("Query condition missed key schema element: " + partition);
  }

  private static AwsError unsupported() {
    return AwsError.validation("Query key condition not supported");
  }
}
