package dev.sundial.slack;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them; what is no time stays as it is. */
final class Moment {
  private static final DateTimeFormatter READ =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm[:ss][.SSS][XXX][XX]", Locale.ROOT);
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT);

  private Moment() {}

  static String words(String text) {
    try {
      return WRITTEN.format(Instant.parse(text).atOffset(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return ofCloudWatch(text);
    }
  }

  /** CloudWatch writes {@code 2026-11-20T15:15:00.000+0000}. */
  private static String ofCloudWatch(String text) {
    try {
      return WRITTEN.format(OffsetDateTime.parse(text, READ).withOffsetSameInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return text;
    }
  }
}
