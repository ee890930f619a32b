package dev.sundial.local.scheduler;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.spec.ScheduleExpression;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/**
 * When a schedule expression is due. A cron expression is read on the wall clock of its zone: a
 * time that the spring change skips is skipped, one that the autumn change repeats is due once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule
 *     types</a>
 */
final class Occurrences {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");
  private static final Pattern AT =
      Pattern.compile("at\\((\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})\\)");

  /** No expression we accept pauses longer on the wall clock than this many skipped times. */
  private static final int MOST_SKIPS = 100;

  private Occurrences() {}

  /**
   * @throws AwsError when the expression is none
   */
  static void check(String expression) {
    if (AT.matcher(expression).matches()) {
      return;
    }
    try {
      ScheduleExpression.checked(expression);
    } catch (IllegalArgumentException e) {
      throw AwsError.validation("Invalid Schedule Expression " + expression + ".");
    }
  }

  /** The first occurrence after an instant, within the schedule's start and end. */
  static Optional<Instant> after(Schedule schedule, Instant instant) {
    Instant from =
        schedule
            .start()
            .filter(start -> start.isAfter(instant))
            .map(s -> s.minusNanos(1))
            .orElse(instant);
    return next(schedule, from)
        .filter(next -> schedule.end().isEmpty() || !next.isAfter(schedule.end().get()));
  }

  private static Optional<Instant> next(Schedule schedule, Instant after) {
    Matcher rate = RATE.matcher(schedule.expression());
    if (rate.matches()) {
      return Optional.of(next(rate, schedule.start().orElse(schedule.createdAt()), after));
    }
    Matcher at = AT.matcher(schedule.expression());
    if (at.matches()) {
      return instant(LocalDateTime.parse(at.group(1)), schedule.zone())
          .filter(i -> i.isAfter(after));
    }
    return nextCron(schedule.expression(), schedule.zone(), after);
  }

  private static Instant next(Matcher rate, Instant base, Instant after) {
    long amount = Long.parseLong(rate.group(1));
    Duration every =
        switch (rate.group(2)) {
          case "minute" -> Duration.ofMinutes(amount);
          case "hour" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        };
    if (after.isBefore(base)) {
      return base;
    }
    long passed = Duration.between(base, after).dividedBy(every);
    return base.plus(every.multipliedBy(passed + 1));
  }

  private static Optional<Instant> nextCron(String expression, ZoneId zone, Instant after) {
    CronExpression cron = cron(expression);
    LocalDateTime wall = LocalDateTime.ofInstant(after, zone);
    for (int i = 0; i < MOST_SKIPS; i++) {
      Date next = cron.getNextValidTimeAfter(Date.from(wall.toInstant(ZoneOffset.UTC)));
      if (next == null) {
        return Optional.empty();
      }
      wall = LocalDateTime.ofInstant(next.toInstant(), ZoneOffset.UTC);
      Optional<Instant> instant = instant(wall, zone).filter(found -> found.isAfter(after));
      if (instant.isPresent()) {
        return instant;
      }
    }
    return Optional.empty();
  }

  /**
   * The wall-clock time in the zone; empty when the clock skips it; the first when it repeats it.
   */
  private static Optional<Instant> instant(LocalDateTime wall, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(wall);
    return offsets.isEmpty() ? Optional.empty() : Optional.of(wall.toInstant(offsets.getFirst()));
  }

  private static CronExpression cron(String expression) {
    try {
      String fields = expression.substring("cron(".length(), expression.length() - 1);
      CronExpression cron = new CronExpression("0 " + fields);
      cron.setTimeZone(TimeZone.getTimeZone("UTC"));
      return cron;
    } catch (ParseException | DateTimeException e) {
      throw AwsError.validation("Invalid Schedule Expression " + expression + ".");
    }
  }
}
