package dev.sundial.local.page;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How numbers and periods are written on charts and alarms. */
final class Figures {
  private static final Map<Long, String> UNITS =
      Map.of(60L, "min", 3_600L, "h", 86_400L, "d", 604_800L, "week");
  private static final List<Long> COARSEST_FIRST = List.of(604_800L, 86_400L, 3_600L, 60L);

  private Figures() {}

  /** With thousands and at most four digits that matter: {@code 300,000}, {@code 0.9667}. */
  static String number(double value) {
    double size = Math.abs(value);
    String pattern;
    if (size >= 1e15 || size > 0 && size < 1e-4) {
      pattern = "0.###E0";
    } else if (size >= 1_000) {
      pattern = "#,##0";
    } else if (size >= 100) {
      pattern = "0.#";
    } else if (size >= 1) {
      pattern = "0.##";
    } else {
      pattern = "0.####";
    }
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }

  /** As short as it can be said: {@code 5 min}, {@code 1 h}, {@code 1 week}. */
  static String period(Duration period) {
    long seconds = period.toSeconds();
    for (long unit : COARSEST_FIRST) {
      if (seconds >= unit && seconds % unit == 0) {
        return seconds / unit + "\u00a0" + UNITS.get(unit);
      }
    }
    return seconds + "\u00a0s";
  }
}
