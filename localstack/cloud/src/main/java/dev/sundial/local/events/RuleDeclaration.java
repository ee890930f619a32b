package dev.sundial.local.events;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.time.ScheduleExpression;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A rule as somebody declares it, without its targets; checked when it is made. */
record RuleDeclaration(
    String bus,
    String name,
    @Nullable String pattern,
    @Nullable String expression,
    boolean enabled,
    @Nullable String description,
    @Nullable String roleArn) {
  private static final Pattern NAME = Pattern.compile("[.\\-_A-Za-z0-9]{1,64}");
  private static final int LONGEST_DESCRIPTION = 512;

  RuleDeclaration {
    if (!NAME.matcher(name).matches()) {
      throw AwsError.validation("Name must match " + NAME + ", was " + name);
    }
    if (pattern == null && expression == null) {
      throw AwsError.validation(
          "Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    if (pattern != null) {
      EventPattern.parse(pattern);
    }
    if (expression != null) {
      check(expression, bus);
    }
    if (description != null && description.length() > LONGEST_DESCRIPTION) {
      throw AwsError.validation("Description has more than 512 characters");
    }
  }

  private static void check(String expression, String bus) {
    if (!bus.equals(EventBuses.DEFAULT)) {
      throw AwsError.validation("ScheduleExpression is supported only on the default event bus.");
    }
    try {
      if (ScheduleExpression.parse(expression, ZoneOffset.UTC, Instant.EPOCH)
          instanceof ScheduleExpression.At) {
        throw AwsError.validation("Parameter ScheduleExpression is not valid.");
      }
    } catch (IllegalArgumentException e) {
      throw AwsError.validation("Parameter ScheduleExpression is not valid. " + e.getMessage());
    }
  }

  boolean sameSchedule(@Nullable String other) {
    return Objects.equals(expression, other);
  }
}
