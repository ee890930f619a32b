package dev.sundial.local.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * The days a cron expression means: by day of month or by day of week, one of the two being {@code
 * ?}. {@code L} is the last day, {@code 15W} the weekday nearest to the 15th within the month,
 * {@code LW} the last weekday, {@code 6L} the last Friday, {@code 6#3} the third.
 */
final class CronDays {
  private static final List<String> NAMES =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final CronRange OF_MONTH = CronRange.of("day-of-month", 1, 31, List.of());
  private static final CronRange OF_WEEK = CronRange.of("day-of-week", 1, 7, NAMES);

  private final Predicate<LocalDate> days;

  private CronDays(Predicate<LocalDate> days) {
    this.days = days;
  }

  static CronDays parse(String ofMonth, String ofWeek) {
    if (ofMonth.equals("?") == ofWeek.equals("?")) {
      throw new IllegalArgumentException(
          "Invalid Schedule Expression: one of day-of-month and day-of-week must be ?, and not"
              + " both");
    }
    return new CronDays(ofWeek.equals("?") ? ofMonth(ofMonth) : ofWeek(ofWeek));
  }

  boolean includes(LocalDate date) {
    return days.test(date);
  }

  private static Predicate<LocalDate> ofMonth(String text) {
    List<Predicate<LocalDate>> any = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (part.equals("L")) {
        any.add(date -> date.getDayOfMonth() == date.lengthOfMonth());
      } else if (part.equals("LW")) {
        any.add(
            date ->
                date.getDayOfMonth() == nearestWeekday(YearMonth.from(date), date.lengthOfMonth()));
      } else if (part.endsWith("W")) {
        int day = OF_MONTH.value(part.substring(0, part.length() - 1), text);
        any.add(date -> date.getDayOfMonth() == nearestWeekday(YearMonth.from(date), day));
      } else {
        BitSet values = OF_MONTH.parse(part);
        any.add(date -> values.get(date.getDayOfMonth()));
      }
    }
    return date -> any.stream().anyMatch(one -> one.test(date));
  }

  private static Predicate<LocalDate> ofWeek(String text) {
    List<Predicate<LocalDate>> any = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int hash = part.indexOf('#');
      if (part.equals("L")) {
        any.add(date -> number(date) == 7);
      } else if (part.endsWith("L")) {
        int day = OF_WEEK.value(part.substring(0, part.length() - 1), text);
        any.add(date -> number(date) == day && date.getDayOfMonth() + 7 > date.lengthOfMonth());
      } else if (hash >= 0) {
        int day = OF_WEEK.value(part.substring(0, hash), text);
        int nth =
            CronRange.of("day-of-week", 1, 5, List.of()).value(part.substring(hash + 1), text);
        any.add(date -> number(date) == day && (date.getDayOfMonth() + 6) / 7 == nth);
      } else {
        BitSet values = OF_WEEK.parse(part);
        any.add(date -> values.get(number(date)));
      }
    }
    return date -> any.stream().anyMatch(one -> one.test(date));
  }

  /** Sunday is 1. */
  private static int number(LocalDate date) {
    return date.getDayOfWeek().getValue() % 7 + 1;
  }

  /** A month that has no such day has no nearest weekday either, as with day 31 itself. */
  private static int nearestWeekday(YearMonth month, int day) {
    if (day > month.lengthOfMonth()) {
      return -1;
    }
    DayOfWeek dayOfWeek = month.atDay(day).getDayOfWeek();
    return switch (dayOfWeek) {
      case SATURDAY -> day == 1 ? 3 : day - 1;
      case SUNDAY -> day == month.lengthOfMonth() ? day - 2 : day + 1;
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
    };
  }
}
