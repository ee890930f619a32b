package dev.sundial.registry;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * DynamoDB's condition and update expressions, as far as the registry uses them: AND, OR,
 * parentheses, comparisons, BETWEEN, attribute_exists, attribute_not_exists; SET with sums and
 * if_not_exists, ADD and DELETE of text sets. Anything else is refused.
 */
final class Expressions {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(:?[A-Za-z_][A-Za-z0-9_]*|<=|>=|<>|[=<>()+,])");

  private final Map<String, AttributeValue> values;
  private List<String> tokens = List.of();
  private int next;
  private Map<String, AttributeValue> item = Map.of();

  Expressions(Map<String, AttributeValue> values) {
    this.values = values;
  }

  boolean holds(String condition, Map<String, AttributeValue> candidate) {
    begin(condition, candidate);
    boolean holds = or();
    end();
    return holds;
  }

  /** The item as the update leaves it; every right side sees it as it was. */
  Map<String, AttributeValue> apply(String update, Map<String, AttributeValue> before) {
    begin(update, before);
    Map<String, AttributeValue> after = new HashMap<>(before);
    switch (take()) {
      case "SET" -> {
        do {
          String name = take();
          expect("=");
          AttributeValue value = operand();
          if (taken("+")) {
            value = number(decimal(value).add(decimal(operand())));
          }
          after.put(name, value);
        } while (taken(","));
      }
      case "ADD" -> change(after, true);
      case "DELETE" -> change(after, false);
      default -> throw refused();
    }
    end();
    return after;
  }

  private void change(Map<String, AttributeValue> after, boolean add) {
    String name = take();
    Set<String> members = new HashSet<>(item.containsKey(name) ? item.get(name).ss() : List.of());
    List<String> changed = value(take()).ss();
    if (add) {
      members.addAll(changed);
    } else {
      changed.forEach(members::remove);
    }
    if (members.isEmpty()) {
      after.remove(name); // a set is never empty
    } else {
      after.put(name, AttributeValue.fromSs(List.copyOf(members)));
    }
  }

  private boolean or() {
    boolean holds = and();
    while (taken("OR")) {
      holds |= and();
    }
    return holds;
  }

  private boolean and() {
    boolean holds = primary();
    while (taken("AND")) {
      holds &= primary();
    }
    return holds;
  }

  private boolean primary() {
    if (taken("(")) {
      boolean holds = or();
      expect(")");
      return holds;
    }
    if (taken("attribute_exists")) {
      return item.containsKey(argument());
    }
    if (taken("attribute_not_exists")) {
      return !item.containsKey(argument());
    }
    AttributeValue left = item.get(take());
    String operator = take();
    if (operator.equals("BETWEEN")) {
      AttributeValue low = value(take());
      expect("AND");
      AttributeValue high = value(take());
      return left != null && compare(left, low) >= 0 && compare(left, high) <= 0;
    }
    AttributeValue right = value(take());
    if (left == null || left.type() != right.type()) {
      return false;
    }
    return switch (operator) {
      case "=" -> left.equals(right) || compare(left, right) == 0;
      case "<" -> compare(left, right) < 0;
      case "<=" -> compare(left, right) <= 0;
      case ">" -> compare(left, right) > 0;
      default -> throw refused();
    };
  }

  private AttributeValue operand() {
    if (taken("if_not_exists")) {
      expect("(");
      AttributeValue present = item.get(take());
      expect(",");
      AttributeValue absent = value(take());
      expect(")");
      return present == null ? absent : present;
    }
    return value(take());
  }

  private String argument() {
    expect("(");
    String name = take();
    expect(")");
    return name;
  }

  private AttributeValue value(String placeholder) {
    AttributeValue value = values.get(placeholder);
    if (value == null) {
      throw refused();
    }
    return value;
  }

  private int compare(AttributeValue left, AttributeValue right) {
    return left.n() != null
        ? decimal(left).compareTo(decimal(right))
        : left.s().compareTo(right.s());
  }

  private static BigDecimal decimal(AttributeValue value) {
    return new BigDecimal(value.n());
  }

  private static AttributeValue number(BigDecimal value) {
    return AttributeValue.fromN(value.toPlainString());
  }

  private void begin(String text, Map<String, AttributeValue> subject) {
    tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new UnsupportedOperationException("expression: " + text);
      }
      tokens.add(matcher.group(1));
      at = matcher.end();
    }
    next = 0;
    item = subject;
  }

  private void end() {
    if (next != tokens.size()) {
      throw refused();
    }
  }

  private String take() {
    if (next == tokens.size()) {
      throw refused();
    }
    return tokens.get(next++);
  }

  private boolean taken(String token) {
    if (token.equals(peek())) {
      next++;
      return true;
    }
    return false;
  }

  private @Nullable String peek() {
    return next < tokens.size() ? tokens.get(next) : null;
  }

  private void expect(String token) {
    if (!taken(token)) {
      throw refused();
    }
  }

  private UnsupportedOperationException refused() {
    return new UnsupportedOperationException("expression: " + String.join(" ", tokens));
  }
}
