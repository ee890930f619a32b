package dev.sundial.local.events;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.time.ScheduleExpression;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is remembered.
 *
 * @param bus name of its bus
 * @param pattern JSON; null when it only has a schedule
 * @param expression {@code cron(...)} in UTC or {@code rate(...)}; null when it only has a pattern
 * @param begun when the expression was first declared; a rate begins one period later
 * @param reckoned every occurrence up to here was sent or passed over
 */
record StoredRule(
    String bus,
    String name,
    @Nullable String pattern,
    @Nullable String expression,
    boolean enabled,
    @Nullable String description,
    @Nullable String roleArn,
    List<RuleTarget> targets,
    Instant begun,
    Instant reckoned) {

  StoredRule {
    targets = List.copyOf(targets);
  }

  String key() {
    return key(bus, name);
  }

  static String key(String bus, String rule) {
    return bus + "|" + rule;
  }

  /** Rules of the default bus do not name it. */
  String arn() {
    String path = bus.equals(EventBuses.DEFAULT) ? name : bus + "/" + name;
    return Account.arn("events", "rule/" + path);
  }

  StoredRule withTargets(List<RuleTarget> all) {
    return new StoredRule(
        bus, name, pattern, expression, enabled, description, roleArn, all, begun, reckoned);
  }

  StoredRule reckoned(Instant until) {
    return new StoredRule(
        bus, name, pattern, expression, enabled, description, roleArn, targets, begun, until);
  }

  /** The first occurrence after an instant; empty when there is none, or no schedule. */
  Optional<Instant> next(Instant after) {
    return expression == null
        ? Optional.empty()
        : ScheduleExpression.parse(expression, ZoneOffset.UTC, begun)
            .next(after.isBefore(begun) ? begun : after);
  }
}
