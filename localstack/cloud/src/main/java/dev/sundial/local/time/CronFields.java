package dev.sundial.local.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The six fields of an AWS cron expression: minutes, hours, day of month, month, day of week (1–7,
 * Sunday first) and year.
 */
final class CronFields {
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2199;
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  private final String text;
  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet months;
  private final BitSet years;
  private final CronDays days;

  private CronFields(String text, List<String> fields) {
    this.text = text;
    minutes = CronRange.of("minutes", 0, 59, List.of()).parse(fields.get(0));
    hours = CronRange.of("hours", 0, 23, List.of()).parse(fields.get(1));
    months = CronRange.of("month", 1, 12, MONTHS).parse(fields.get(3));
    years = CronRange.of("year", FIRST_YEAR, LAST_YEAR, List.of()).parse(fields.get(5));
    days = CronDays.parse(fields.get(2), fields.get(4));
  }

  /**
   * Reads the text between the brackets of {@code cron(...)}.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static CronFields parse(String text) {
    List<String> fields = List.of(text.strip().split("\\s+"));
    if (fields.size() != 6) {
      throw new IllegalArgumentException(
          "Invalid Schedule Expression cron("
              + text
              + "): needs 6 fields (minutes hours day-of-month month day-of-week year), has "
              + fields.size());
    }
    return new CronFields(text, fields);
  }

  /** The first local time after the given one that matches; empty when there is none. */
  Optional<LocalDateTime> next(LocalDateTime after) {
    LocalDateTime from = after.withSecond(0).withNano(0).plusMinutes(1);
    LocalTime time = from.toLocalTime();
    YearMonth month = YearMonth.from(from);
    int day = from.getDayOfMonth();
    while (month.getYear() <= LAST_YEAR) {
      if (!years.get(month.getYear())) {
        int year = years.nextSetBit(month.getYear());
        if (year < 0) {
          return Optional.empty();
        }
        month = YearMonth.of(year, 1);
        day = 1;
        time = LocalTime.MIN;
      }
      Optional<LocalDateTime> found =
          months.get(month.getMonthValue()) ? inMonth(month, day, time) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
      month = month.plusMonths(1);
      day = 1;
      time = LocalTime.MIN;
    }
    return Optional.empty();
  }

  private Optional<LocalDateTime> inMonth(YearMonth month, int firstDay, LocalTime firstTime) {
    LocalTime from = firstTime;
    for (int day = firstDay; day <= month.lengthOfMonth(); day++) {
      LocalDate date = month.atDay(day);
      Optional<LocalTime> time = days.includes(date) ? inDay(from) : Optional.empty();
      if (time.isPresent()) {
        return Optional.of(date.atTime(time.get()));
      }
      from = LocalTime.MIN;
    }
    return Optional.empty();
  }

  private Optional<LocalTime> inDay(LocalTime from) {
    int hour = hours.nextSetBit(from.getHour());
    int minute = hour == from.getHour() ? minutes.nextSetBit(from.getMinute()) : -1;
    if (hour == from.getHour() && minute < 0) {
      hour = hours.nextSetBit(hour + 1);
    }
    if (hour < 0) {
      return Optional.empty();
    }
    return Optional.of(LocalTime.of(hour, minute < 0 ? minutes.nextSetBit(0) : minute));
  }

  @Override
  public String toString() {
    return text;
  }
}
