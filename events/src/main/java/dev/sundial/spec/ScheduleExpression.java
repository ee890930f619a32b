package dev.sundial.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks a schedule's expression as EventBridge would, so that a slip is found in the yaml and not
 * at deployment. Only what Scheduler and rules both take: {@code cron(minutes hours day-of-month
 * month day-of-week year)} and {@code rate(n unit)}.
 */
public final class ScheduleExpression {
  private static final Pattern CRON = Pattern.compile("cron\\((.*)\\)");
  private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,6}) (minute|hour|day)(s?)\\)");
  private static final Pattern STEP = Pattern.compile("(.+)/(\\d{1,4})");
  private static final Pattern RANGE = Pattern.compile("([^-]+)-([^-]+)");
  private static final int DAYS_OF_A_YEAR = 365;

  private static final List<Field> FIELDS =
      List.of(
          new Field("minutes", 0, 59, List.of(), ""),
          new Field("hours", 0, 23, List.of(), ""),
          new Field("day of month", 1, 31, List.of(), "L|LW|([1-9]|[12]\\d|3[01])W"),
          new Field(
              "month",
              1,
              12,
              List.of(
                  "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                  "DEC"),
              ""),
          new Field(
              "day of week",
              1,
              7,
              List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"),
              "L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5])"),
          new Field("year", 1970, 2199, List.of(), ""));

  private static final int DAY_OF_MONTH = 2;
  private static final int DAY_OF_WEEK = 4;

  private ScheduleExpression() {}

  /**
   * The expression itself.
   *
   * @throws IllegalArgumentException saying what it must be
   */
  public static String checked(String expression) {
    Matcher cron = CRON.matcher(expression);
    if (cron.matches()) {
      cron(cron.group(1));
      return expression;
    }
    Matcher rate = RATE.matcher(expression);
    if (rate.matches()) {
      rate(Integer.parseInt(rate.group(1)), rate.group(2), !rate.group(3).isEmpty());
      return expression;
    }
    throw new IllegalArgumentException(
        "must be cron(minutes hours day-of-month month day-of-week year) or rate(n unit)");
  }

  private static void rate(int n, String unit, boolean plural) {
    int perDay =
        switch (unit) {
          case "minute" -> 24 * 60;
          case "hour" -> 24;
          default -> 1;
        };
    if (n < 1 || n > perDay * DAYS_OF_A_YEAR) {
      throw new IllegalArgumentException("must have a rate from 1 " + unit + " to 365 days");
    }
    if (plural == (n == 1)) {
      throw new IllegalArgumentException("must say rate(1 " + unit + ") or rate(n " + unit + "s)");
    }
  }

  private static void cron(String text) {
    List<String> fields = List.of(text.split(" ", -1));
    if (fields.size() != FIELDS.size()) {
      throw new IllegalArgumentException(
          "must have 6 cron fields with one space between them: minutes hours day-of-month month"
              + " day-of-week year");
    }
    for (int i = 0; i < FIELDS.size(); i++) {
      boolean day = i == DAY_OF_MONTH || i == DAY_OF_WEEK;
      if (!(day && fields.get(i).equals("?"))) {
        FIELDS.get(i).check(fields.get(i));
      }
    }
    if (fields.get(DAY_OF_MONTH).equals("?") == fields.get(DAY_OF_WEEK).equals("?")) {
      throw new IllegalArgumentException(
          "must have ? either as the day of month or as the day of week");
    }
  }

  /**
   * One field of a cron expression.
   *
   * @param names of the values from min on; may be used instead of them
   * @param special pattern of what only this field may say; alone, not in a list
   */
  private record Field(String name, int min, int max, List<String> names, String special) {

    void check(String text) {
      String upper = text.toUpperCase(Locale.ROOT);
      if (!special.isEmpty() && upper.matches(special)) {
        return;
      }
      for (String item : upper.split(",", -1)) {
        Matcher step = STEP.matcher(item);
        if (step.matches()) {
          int every = Integer.parseInt(step.group(2));
          if (every < 1 || every > max) {
            throw wrong(text);
          }
          item = step.group(1);
        }
        range(item, text);
      }
    }

    private void range(String item, String text) {
      if (item.equals("*")) {
        return;
      }
      Matcher range = RANGE.matcher(item);
      List<String> ends = new ArrayList<>();
      if (range.matches()) {
        ends.add(range.group(1));
        ends.add(range.group(2));
      } else {
        ends.add(item);
      }
      List<Integer> values = ends.stream().map(end -> value(end, text)).toList();
      if (values.getFirst() > values.getLast()) {
        throw wrong(text);
      }
    }

    private int value(String end, String text) {
      int named = names.indexOf(end);
      if (named >= 0) {
        return min + named;
      }
      if (!end.matches("\\d{1,4}")) {
        throw wrong(text);
      }
      int value = Integer.parseInt(end);
      if (value < min || value > max) {
        throw wrong(text);
      }
      return value;
    }

    private IllegalArgumentException wrong(String text) {
      return new IllegalArgumentException(
          "must have as " + name + " values from " + min + " to " + max + ", not " + text);
    }
  }
}
