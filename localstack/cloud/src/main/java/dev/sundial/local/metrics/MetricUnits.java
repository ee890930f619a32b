package dev.sundial.local.metrics;

import java.util.Set;

/** The units CloudWatch knows. */
final class MetricUnits {
  /** The one of values that were sent without. */
  static final String NONE = "None";

  private static final Set<String> ALL =
      Set.of(
          "Seconds",
          "Microseconds",
          "Milliseconds",
          "Bytes",
          "Kilobytes",
          "Megabytes",
          "Gigabytes",
          "Terabytes",
          "Bits",
          "Kilobits",
          "Megabits",
          "Gigabits",
          "Terabits",
          "Percent",
          "Count",
          "Bytes/Second",
          "Kilobytes/Second",
          "Megabytes/Second",
          "Gigabytes/Second",
          "Terabytes/Second",
          "Bits/Second",
          "Kilobits/Second",
          "Megabits/Second",
          "Gigabits/Second",
          "Terabits/Second",
          "Count/Second",
          NONE);

  private MetricUnits() {}

  static boolean isKnown(String unit) {
    return ALL.contains(unit);
  }

  /** In the words of AWS's refusals. */
  static String list() {
    return ALL.stream().sorted().toList().toString();
  }
}
