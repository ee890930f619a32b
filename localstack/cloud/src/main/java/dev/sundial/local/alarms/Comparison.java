package dev.sundial.local.alarms;

import java.util.Arrays;
import java.util.Optional;

/** How a datapoint is compared with the threshold. */
public enum Comparison {
  ABOVE("GreaterThanThreshold", "greater than"),
  AT_LEAST("GreaterThanOrEqualToThreshold", "greater than or equal to"),
  BELOW("LessThanThreshold", "less than"),
  AT_MOST("LessThanOrEqualToThreshold", "less than or equal to");

  private final String cloudWatchName;
  private final String words;

  Comparison(String cloudWatchName, String words) {
    this.cloudWatchName = cloudWatchName;
    this.words = words;
  }

  static Optional<Comparison> parse(String cloudWatchName) {
    return Arrays.stream(values())
        .filter(one -> one.cloudWatchName.equals(cloudWatchName))
        .findFirst();
  }

  boolean breaches(double value, double threshold) {
    return switch (this) {
      case ABOVE -> value > threshold;
      case AT_LEAST -> value >= threshold;
      case BELOW -> value < threshold;
      case AT_MOST -> value <= threshold;
    };
  }

  /** As CloudWatch spells it. */
  public String cloudWatchName() {
    return cloudWatchName;
  }

  /** As reasons say it, such as {@code greater than}. */
  String words() {
    return words;
  }
}
