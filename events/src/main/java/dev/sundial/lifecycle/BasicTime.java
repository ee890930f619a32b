package dev.sundial.lifecycle;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/**
 * Instants as ISO-8601 basic text in UTC, such as {@code 20261120T031500Z}: whole seconds, text
 * order is time order for the years 0000 to 9999.
 */
final class BasicTime {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withResolverStyle(ResolverStyle.STRICT);

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

  private BasicTime() {}

  /** Whether a time can be written. */
  static boolean covers(Instant time) {
    return !time.isBefore(FIRST) && time.isBefore(AFTER_LAST);
  }

  /** Fractions of a second are dropped. */
  static String format(Instant time) {
    if (!covers(time)) {
      throw new IllegalArgumentException("a time must be in the years 0 to 9999, was " + time);
    }
    return FORM.format(time.atOffset(ZoneOffset.UTC));
  }

  /** Refuses what is not a real date and time with an {@link IllegalArgumentException}. */
  static Instant parse(String text) {
    try {
      return LocalDateTime.parse(text, FORM).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "a time must look like 20261120T031500Z, was \"" + text + "\"", e);
    }
  }
}
