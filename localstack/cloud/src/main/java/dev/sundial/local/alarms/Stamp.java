package dev.sundial.local.alarms;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as CloudWatch writes them in texts. */
final class Stamp {
  private static final DateTimeFormatter JSON =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATAPOINT =
      DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("EEEE dd MMMM, uuuu HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Stamp() {}

  /** In JSON, such as {@code 2026-11-20T12:00:00.000+0000}. */
  static String json(Instant at) {
    return JSON.format(at);
  }

  /** Of a datapoint in a reason, such as {@code 20/11/26 12:00:00}. */
  static String datapoint(Instant at) {
    return DATAPOINT.format(at);
  }

  /** In the reason of a composite alarm, such as {@code Sunday 30 October, 2022 20:47:35 UTC}. */
  static String words(Instant at) {
    return LONG.format(at);
  }
}
