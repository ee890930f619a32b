package dev.sundial.local.apigateway;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where access lines go. */
@FunctionalInterface
public interface AccessLog {
  /** What is replaced in a format. */
  Pattern VARIABLE = Pattern.compile("\\$context\\.([A-Za-z.]+[A-Za-z])");

  /**
   * @param logGroup its name
   * @param stream its stream
   * @param at virtual time
   */
  void write(String logGroup, String stream, Instant at, String line);

  /** A line of a stage's format: each {@code $context.x} replaced, an unknown one by a hyphen. */
  static String line(String format, Map<String, String> context) {
    Matcher variable = VARIABLE.matcher(format);
    return variable.replaceAll(
        match ->
            Matcher.quoteReplacement(
                context
                    .getOrDefault(match.group(1), "-")
                    .replace("\\", "\\\\")
                    .replace("\"", "\\\"")));
  }
}
