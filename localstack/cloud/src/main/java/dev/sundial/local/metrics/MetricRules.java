package dev.sundial.local.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** The limits of CloudWatch that lines and requests have in common. */
final class MetricRules {
  /** Dimensions a metric has at most. */
  static final int MOST_DIMENSIONS = 30;

  /** How far ahead of now a value may be measured. */
  static final Duration AHEAD = Duration.ofHours(2);

  private static final Pattern NAMESPACE = Pattern.compile("[0-9A-Za-z.\\-_/#: ]{1,255}");
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_VALUE = 1024;

  /** 2^360: values beyond are refused. */
  private static final double GREATEST = Math.scalb(1.0, 360);

  private MetricRules() {}

  /** Whether values can be sent to it: AWS keeps names for its services. */
  static boolean isNamespace(String namespace) {
    return NAMESPACE.matcher(namespace).matches()
        && !namespace.startsWith(":")
        && !namespace.startsWith("AWS/")
        && !namespace.isBlank();
  }

  static boolean isName(String name) {
    return isPlain(name, LONGEST_NAME);
  }

  static boolean isDimensionName(String name) {
    return isPlain(name, LONGEST_NAME) && !name.startsWith(":");
  }

  static boolean isDimensionValue(String value) {
    return isPlain(value, LONGEST_VALUE);
  }

  static boolean isValue(double value) {
    return Math.abs(value) <= GREATEST;
  }

  /**
   * Whether something measured then is taken now.
   *
   * @param oldest how old it may be
   */
  static boolean isTimely(Instant at, Instant now, Duration oldest) {
    return !at.isBefore(now.minus(oldest)) && !at.isAfter(now.plus(AHEAD));
  }

  private static boolean isPlain(String text, int longest) {
    return text.length() <= longest
        && !text.isBlank()
        && text.chars().allMatch(c -> c >= ' ' && c < 127);
  }
}
