package dev.sundial.local.dynamodb;

import java.time.Duration;
import java.time.Instant;

/**
 * The moments a table with point-in-time recovery could be restored to: those of the last 35 days
 * but the last five minutes. Telling them is all there is: nothing is restored here.
 */
record RecoveryWindow(Instant earliest, Instant latest) {

  static final int DAYS = 35;

  private static final Duration DELAY = Duration.ofMinutes(5);

  static RecoveryWindow of(Instant since, Instant now) {
    Instant oldest = now.minus(Duration.ofDays(DAYS));
    Instant earliest = since.isAfter(oldest) ? since : oldest;
    Instant newest = now.minus(DELAY);
    return new RecoveryWindow(earliest, newest.isAfter(earliest) ? newest : earliest);
  }
}
