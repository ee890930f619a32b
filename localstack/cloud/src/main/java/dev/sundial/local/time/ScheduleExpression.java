package dev.sundial.local.time;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a schedule is due.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule
 *     types in EventBridge Scheduler</a>
 */
public sealed interface ScheduleExpression {
  /** {@code rate(value unit)}. */
  Pattern RATE = Pattern.compile("rate\\((\\d{1,9}) (minute|minutes|hour|hours|day|days)\\)");

  /** {@code at(yyyy-mm-ddThh:mm:ss)}. */
  Pattern AT = Pattern.compile("at\\((\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})\\)");

  /** The first occurrence after an instant; empty when there is none. */
  Optional<Instant> next(Instant after);

  /**
   * Calendar times in a time zone. A time that daylight saving skips does not occur; one that it
   * repeats occurs once, the first time.
   */
  record Cron(CronFields fields, ZoneId zone) implements ScheduleExpression {
    /** No clock is put back further, so an earlier look finds every repeated hour. */
    private static final Duration LOOK_BACK = Duration.ofHours(3);

    @Override
    public Optional<Instant> next(Instant after) {
      LocalDateTime from = LocalDateTime.ofInstant(after.minus(LOOK_BACK), zone);
      while (true) {
        Optional<LocalDateTime> local = fields.next(from);
        if (local.isEmpty()) {
          return Optional.empty();
        }
        Optional<Instant> instant = instant(local.get(), zone);
        if (instant.filter(found -> found.isAfter(after)).isPresent()) {
          return instant;
        }
        from = local.get();
      }
    }
  }

  /**
   * Every so often from an anchor, the anchor included. A day is 24 hours, whatever daylight saving
   * does.
   */
  record Rate(Duration period, Instant anchor) implements ScheduleExpression {
    @Override
    public Optional<Instant> next(Instant after) {
      if (after.isBefore(anchor)) {
        return Optional.of(anchor);
      }
      long passed = Duration.between(anchor, after).dividedBy(period);
      return Optional.of(anchor.plus(period.multipliedBy(passed + 1)));
    }
  }

  /** Once. */
  record At(LocalDateTime time, ZoneId zone) implements ScheduleExpression {
    @Override
    public Optional<Instant> next(Instant after) {
      return instant(time, zone).filter(found -> found.isAfter(after));
    }
  }

  /**
   * Reads an expression.
   *
   * @param anchor where a rate begins
   * @throws IllegalArgumentException saying what is wrong
   */
  static ScheduleExpression parse(String text, ZoneId zone, Instant anchor) {
    Matcher rate = RATE.matcher(text);
    if (rate.matches()) {
      return new Rate(period(text, Integer.parseInt(rate.group(1)), rate.group(2)), anchor);
    }
    Matcher at = AT.matcher(text);
    if (at.matches()) {
      try {
        return new At(LocalDateTime.parse(at.group(1)), zone);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("Invalid Schedule Expression " + text, e);
      }
    }
    if (text.startsWith("cron(") && text.endsWith(")")) {
      return new Cron(CronFields.parse(text.substring(5, text.length() - 1)), zone);
    }
    throw new IllegalArgumentException(
        "Invalid Schedule Expression " + text + ": must be cron(...), rate(...) or at(...)");
  }

  private static Duration period(String text, int value, String unit) {
    if (value == 0) {
      throw new IllegalArgumentException("Invalid Schedule Expression " + text);
    }
    return switch (unit.charAt(0)) {
      case 'm' -> Duration.ofMinutes(value);
      case 'h' -> Duration.ofHours(value);
      default -> Duration.ofDays(value);
    };
  }

  private static Optional<Instant> instant(LocalDateTime local, ZoneId zone) {
    return zone.getRules().getValidOffsets(local).stream().findFirst().map(local::toInstant);
  }
}
