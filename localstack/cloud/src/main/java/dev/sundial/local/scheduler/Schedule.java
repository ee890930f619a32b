package dev.sundial.local.scheduler;

import dev.sundial.local.endpoint.Account;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A schedule of the group {@code default}.
 *
 * @param expression cron(…), rate(…) or at(…)
 * @param timezone of a cron or at expression
 * @param enabled whether it is delivered at all
 * @param start not before; absent for at once
 * @param end not after; absent for ever
 * @param target where to and how hard
 * @param createdAt virtual time; a rate counts from it, or from start
 * @param due the next occurrence; absent when there is none
 */
public record Schedule(
    String name,
    String description,
    String expression,
    String timezone,
    boolean enabled,
    Optional<Instant> start,
    Optional<Instant> end,
    Target target,
    Instant createdAt,
    Instant modifiedAt,
    Optional<Instant> due) {

  /**
   * Where a schedule delivers, and how hard it tries.
   *
   * @param arn a function or a queue
   * @param input with context attributes such as {@code <aws.scheduler.scheduled-time>}
   * @param queueArn keeps what could not be delivered; empty for nothing
   * @param retries 0–185
   * @param maximumAgeSeconds 60–86400
   */
  public record Target(
      String arn,
      String roleArn,
      String input,
      String queueArn,
      int retries,
      int maximumAgeSeconds) {}

  static String arn(String name) {
    return Account.arn("scheduler", "schedule/default/" + name);
  }

  ZoneId zone() {
    return ZoneId.of(timezone);
  }

  Schedule withDue(Optional<Instant> other) {
    return new Schedule(
        name,
        description,
        expression,
        timezone,
        enabled,
        start,
        end,
        target,
        createdAt,
        modifiedAt,
        other);
  }
}
