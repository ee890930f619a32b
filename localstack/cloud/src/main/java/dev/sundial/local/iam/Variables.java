package dev.sundial.local.iam;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Policy variables such as <code>${aws:PrincipalArn}</code> in resources and condition values.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy
 *     variables</a>
 */
final class Variables {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  /** What stands for itself: {@code ${*}} is a star. */
  private static final Set<String> LITERAL = Set.of("*", "?", "$");

  private Variables() {}

  /**
   * The text with its variables filled, in which a star from a variable is no wildcard ({@link
   * Wildcards#plain}); empty when the request does not have one of them.
   */
  static Optional<String> fill(String text, Facts facts) {
    if (!text.contains("${")) {
      return Optional.of(text);
    }
    StringBuilder filled = new StringBuilder();
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      String value = value(variable.group(1), facts);
      if (value == null) {
        return Optional.empty();
      }
      variable.appendReplacement(filled, Matcher.quoteReplacement(Wildcards.literal(value)));
    }
    return Optional.of(variable.appendTail(filled).toString());
  }

  /** The names of its variables that no request has. */
  static List<String> unknown(String text) {
    return VARIABLE
        .matcher(text)
        .results()
        .map(variable -> name(variable.group(1)))
        .filter(name -> !LITERAL.contains(name) && !ConditionKeys.isKnown(name))
        .toList();
  }

  private static String name(String variable) {
    int comma = variable.indexOf(',');
    return (comma < 0 ? variable : variable.substring(0, comma)).trim();
  }

  /** A variable with several values, or without one, fills nothing. */
  private static @Nullable String value(String variable, Facts facts) {
    if (LITERAL.contains(variable)) {
      return variable;
    }
    int comma = variable.indexOf(',');
    List<String> values = facts.get(name(variable));
    if (values != null && values.size() == 1) {
      return values.getFirst();
    }
    return comma < 0 ? null : variable.substring(comma + 1).trim().replaceAll("^'|'$", "");
  }
}
