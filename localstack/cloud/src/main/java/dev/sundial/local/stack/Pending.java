package dev.sundial.local.stack;

import java.util.regex.Pattern;

/**
 * Placeholders for values of resources that do not exist yet, while a template is only being
 * checked. They look like ARNs, so that they can stand in most places; a type that checks the shape
 * of a text lets one pass that is pending.
 */
public final class Pending {
  private static final String MARK = "arn:aws:pending:us-east-1:000000000000:";

  private static final Pattern PLACEHOLDER =
      Pattern.compile(Pattern.quote(MARK) + "([A-Za-z0-9]+(?:\\.[A-Za-z0-9.]*[A-Za-z0-9])?)");

  private Pending() {}

  static String ref(String logicalId) {
    return MARK + logicalId;
  }

  static String attribute(String logicalId, String attribute) {
    return MARK + logicalId + "." + attribute;
  }

  /** Whether the text is, or was made with, a value that is not known yet. */
  public static boolean in(String text) {
    return text.contains(MARK);
  }

  /** The text for people to read. */
  static String readable(String text) {
    return PLACEHOLDER.matcher(text).replaceAll("(known after the deployment: $1)");
  }
}
