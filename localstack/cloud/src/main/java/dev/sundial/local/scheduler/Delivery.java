package dev.sundial.local.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One occurrence on its way to its target. The target is the one the schedule had when it was due.
 *
 * @param id execution id, the same for every attempt
 * @param schedule name
 * @param scheduledAt when it was due
 * @param attempts made so far
 * @param next when it is tried next
 */
public record Delivery(
    String id,
    String schedule,
    Instant scheduledAt,
    Schedule.Target target,
    int attempts,
    Instant next) {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 4;

  /** The input with its context attributes filled in. */
  String input() {
    return target
        .input()
        .replace("<aws.scheduler.schedule-arn>", Schedule.arn(schedule))
        .replace(
            "<aws.scheduler.scheduled-time>",
            scheduledAt.truncatedTo(ChronoUnit.SECONDS).toString())
        .replace("<aws.scheduler.execution-id>", id)
        .replace("<aws.scheduler.attempt-number>", String.valueOf(attempts + 1));
  }

  boolean isTooOld(Instant now) {
    return now.isAfter(scheduledAt.plusSeconds(target.maximumAgeSeconds()));
  }

  boolean hasRetriesLeft() {
    return attempts <= target.retries();
  }

  /**
   * The same after an attempt that failed: half a minute later, then twice that, up to eight
   * minutes.
   */
  Delivery failed(Instant now) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
    return new Delivery(id, schedule, scheduledAt, target, attempts + 1, now.plus(wait));
  }
}
