package dev.sundial.local.logs;

import java.time.Instant;

/** The key of a line: group, time, and a number that keeps lines of one millisecond in order. */
final class EventKey {
  private static final int DIGITS = 15;

  private EventKey() {}

  static String of(long group, Instant time, long number) {
    return from(group, time.toEpochMilli()) + digits(number, 18);
  }

  static String prefix(long group) {
    return digits(group, DIGITS);
  }

  /** Before every line of the group at or after that time. */
  static String from(long group, long epochMillis) {
    return prefix(group) + digits(Math.max(0, epochMillis), DIGITS);
  }

  private static String digits(long number, int length) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, length - digits.length())) + digits;
  }
}
