package dev.sundial.local.iam;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A condition operator of a policy, such as {@code ForAnyValue:StringEqualsIfExists}.
 *
 * @param test what is compared and how
 * @param quantifier how several values in the request count
 * @param ifExists whether a request without the key passes
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 */
public record ConditionOperator(Test test, Quantifier quantifier, boolean ifExists) {
  private static final String IF_EXISTS = "IfExists";

  /** The comparisons there are. */
  public enum Test {
    STRING_EQUALS("StringEquals"),
    STRING_NOT_EQUALS("StringNotEquals"),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase"),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase"),
    STRING_LIKE("StringLike"),
    STRING_NOT_LIKE("StringNotLike"),
    NUMERIC_EQUALS("NumericEquals"),
    NUMERIC_NOT_EQUALS("NumericNotEquals"),
    NUMERIC_LESS_THAN("NumericLessThan"),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals"),
    NUMERIC_GREATER_THAN("NumericGreaterThan"),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals"),
    DATE_EQUALS("DateEquals"),
    DATE_NOT_EQUALS("DateNotEquals"),
    DATE_LESS_THAN("DateLessThan"),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals"),
    DATE_GREATER_THAN("DateGreaterThan"),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals"),
    BOOL("Bool"),
    BINARY_EQUALS("BinaryEquals"),
    IP_ADDRESS("IpAddress"),
    NOT_IP_ADDRESS("NotIpAddress"),
    ARN_EQUALS("ArnEquals"),
    ARN_LIKE("ArnLike"),
    ARN_NOT_EQUALS("ArnNotEquals"),
    ARN_NOT_LIKE("ArnNotLike"),
    NULL("Null");

    private final String text;

    Test(String text) {
      this.text = text;
    }

    /** Whether it passes a request without the key, and one whose value is none of the policy's. */
    boolean negated() {
      return text.contains("Not");
    }
  }

  /** How several values in the request count. */
  public enum Quantifier {
    ONE(""),
    ALL("ForAllValues:"),
    ANY("ForAnyValue:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  /**
   * Whether a condition holds.
   *
   * @param wanted what the policy says, any of which will do
   * @param actual what the request has; null when it does not have the key
   */
  boolean holds(List<String> wanted, @Nullable List<String> actual) {
    if (test == Test.NULL) {
      return wanted.stream().anyMatch(w -> Boolean.parseBoolean(w) == (actual == null));
    }
    if (actual == null || actual.isEmpty()) {
      return ifExists
          || switch (quantifier) {
            case ONE -> test.negated();
            case ALL -> true;
            case ANY -> false;
          };
    }
    return switch (quantifier) {
      case ONE, ANY -> actual.stream().anyMatch(value -> passes(wanted, value));
      case ALL -> actual.stream().allMatch(value -> passes(wanted, value));
    };
  }

  private boolean passes(List<String> wanted, String actual) {
    return test.negated() != wanted.stream().anyMatch(want -> Comparison.holds(test, want, actual));
  }

  /** The operator of that name; empty when AWS has none. */
  static Optional<ConditionOperator> parse(String text) {
    Quantifier quantifier =
        Arrays.stream(Quantifier.values())
            .filter(q -> q != Quantifier.ONE && text.startsWith(q.prefix))
            .findFirst()
            .orElse(Quantifier.ONE);
    String rest = text.substring(quantifier.prefix.length());
    boolean ifExists = rest.endsWith(IF_EXISTS);
    String name = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
    return Arrays.stream(Test.values())
        .filter(test -> test.text.equals(name) && !(ifExists && test == Test.NULL))
        .findFirst()
        .map(test -> new ConditionOperator(test, quantifier, ifExists));
  }

  @Override
  public String toString() {
    return quantifier.prefix + test.text + (ifExists ? IF_EXISTS : "");
  }
}
