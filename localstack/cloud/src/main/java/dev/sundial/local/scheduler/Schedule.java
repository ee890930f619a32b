package dev.sundial.local.scheduler;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.time.ScheduleExpression;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it was declared.
 *
 * @param expression as text
 * @param timezone as text
 * @param start nothing occurs before; null for no such bound
 * @param end nothing occurs after
 * @param deleteAfterCompletion whether it goes when nothing more will occur
 */
record Schedule(
    String name,
    String expression,
    String timezone,
    boolean enabled,
    @Nullable String description,
    @Nullable Instant start,
    @Nullable Instant end,
    boolean deleteAfterCompletion,
    ScheduleTarget target) {

  static final String DEFAULT_GROUP = "default";

  String arn() {
    return arn(name);
  }

  static String arn(String name) {
    return Account.arn("scheduler", "schedule/" + DEFAULT_GROUP + "/" + name);
  }

  /**
   * The first occurrence after an instant and within start and end.
   *
   * @param begun when a rate begins that has no start of its own
   */
  Optional<Instant> next(Instant after, Instant begun) {
    boolean once = expression.startsWith("at(");
    ScheduleExpression parsed =
        ScheduleExpression.parse(expression, ZoneId.of(timezone), start == null ? begun : start);
    if (once) {
      return parsed.next(after);
    }
    Instant from = start != null && after.isBefore(start) ? start.minusNanos(1) : after;
    return parsed.next(from).filter(found -> end == null || !found.isAfter(end));
  }
}
