package dev.sundial.local.iam;

import java.util.List;
import java.util.Optional;
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

  private Variables() {}

  /** The text with its variables filled; empty when the request does not have one of them. */
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
      variable.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return Optional.of(variable.appendTail(filled).toString());
  }

  /** A variable with several values, or without one, fills nothing. */
  private static @Nullable String value(String name, Facts facts) {
    if (name.equals("*") || name.equals("?") || name.equals("$")) {
      return name;
    }
    int comma = name.indexOf(',');
    List<String> values = facts.get((comma < 0 ? name : name.substring(0, comma)).trim());
    if (values != null && values.size() == 1) {
      return values.getFirst();
    }
    return comma < 0 ? null : name.substring(comma + 1).trim().replaceAll("^'|'$", "");
  }
}
