package dev.sundial.freshness;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether a probe makes the hour's predictions: the first of the hour does, and when it did not
 * come or got no answer, the next. Nothing stores which; an environment knows what it did itself,
 * and a new one takes it that the hour's second probe makes up for a missed first, and that any
 * later one need not.
 */
final class HourlyTurn {
  private @Nullable Instant made;

  boolean isDue(Instant due, Duration every) {
    Instant hour = due.truncatedTo(ChronoUnit.HOURS);
    if (made == null) {
      boolean late = Duration.between(hour, due).compareTo(every.multipliedBy(2)) >= 0;
      made = late ? hour : hour.minus(1, ChronoUnit.HOURS);
    }
    return hour.isAfter(made);
  }

  void made(Instant due) {
    made = due.truncatedTo(ChronoUnit.HOURS);
  }
}
