package dev.sundial.local.logs;

import java.time.Instant;
import java.util.Locale;

/** The key of a line: group, time, and a number that keeps lines of one millisecond in order. */
final class EventKey {
  private EventKey() {}

  static String of(long group, Instant time, long number) {
    return String.format(
        Locale.ROOT, "%s%015d%018d", prefix(group), Math.max(0, time.toEpochMilli()), number);
  }

  static String prefix(long group) {
    return String.format(Locale.ROOT, "%015d", group);
  }

  /** Before every line of the group at or after that time. */
  static String from(long group, long epochMillis) {
    return String.format(Locale.ROOT, "%s%015d", prefix(group), Math.max(0, epochMillis));
  }
}
