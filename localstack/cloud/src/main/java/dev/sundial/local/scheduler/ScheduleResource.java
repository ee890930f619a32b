package dev.sundial.local.scheduler;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::Scheduler::Schedule}: the group {@code default}, no flexible window. */
public final class ScheduleResource implements ResourceType<ScheduleResource.Declared> {
  private static final int LONGEST_NAME = 64;

  private final Schedules schedules;
  private final Clock clock;

  /** A declared schedule. */
  public record Declared(
      Optional<String> name,
      String description,
      String expression,
      String timezone,
      boolean enabled,
      Optional<String> start,
      Optional<String> end,
      Schedule.Target target) {}

  public ScheduleResource(Schedules schedules, Clock clock) {
    this.schedules = schedules;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "AWS::Scheduler::Schedule";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Arn");
  }

  @Override
  public Declared read(Properties properties) {
    properties.oneOf("GroupName", "default", "default");
    properties
        .object("FlexibleTimeWindow")
        .orElseThrow(() -> properties.refuse("FlexibleTimeWindow", "is required"))
        .oneOf("Mode", "", "OFF");
    String expression = properties.text("ScheduleExpression");
    check(properties, expression);
    String timezone = properties.optionalText("ScheduleExpressionTimezone").orElse("UTC");
    try {
      ZoneId.of(timezone);
    } catch (DateTimeException e) {
      properties.problem("ScheduleExpressionTimezone", "is no time zone: " + timezone);
    }
    return new Declared(
        properties.optionalText("Name"),
        properties.optionalText("Description").orElse(""),
        expression,
        timezone,
        properties.oneOf("State", "ENABLED", "ENABLED", "DISABLED").equals("ENABLED"),
        instant(properties, "StartDate"),
        instant(properties, "EndDate"),
        target(
            properties
                .object("Target")
                .orElseThrow(() -> properties.refuse("Target", "is required"))));
  }

  private static void check(Properties properties, String expression) {
    try {
      Occurrences.check(expression);
    } catch (AwsError e) {
      properties.problem("ScheduleExpression", "is not valid: " + expression);
    }
  }

  private static Optional<String> instant(Properties properties, String name) {
    Optional<String> text = properties.optionalText(name);
    try {
      text.ifPresent(Instant::parse);
    } catch (DateTimeException e) {
      properties.problem(name, "is no instant: " + text.orElse(""));
      return Optional.empty();
    }
    return text;
  }

  private static Schedule.Target target(Properties target) {
    String arn = target.text("Arn");
    boolean known = arn.contains(":lambda:") || arn.contains(":sqs:") || Pending.in(arn);
    if (!known) {
      target.problem("Arn", "must be a function or a queue, was " + arn);
    }
    Optional<Properties> retry = target.object("RetryPolicy");
    return new Schedule.Target(
        arn,
        target.text("RoleArn"),
        target.optionalText("Input").orElse("{}"),
        target.object("DeadLetterConfig").map(queue -> queue.text("Arn")).orElse(""),
        retry.map(r -> r.integer("MaximumRetryAttempts", 185, 0, 185)).orElse(185),
        retry.map(r -> r.integer("MaximumEventAgeInSeconds", 86_400, 60, 86_400)).orElse(86_400));
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return declaration.name();
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    String name = declaration.name().orElseGet(() -> deployment.physicalName(LONGEST_NAME));
    return put(name, declaration);
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    return before.name().equals(after.name()) ? Optional.empty() : Optional.of("Name changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    return put(existing.physicalId(), after);
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    schedules.delete(existing.physicalId());
  }

  private Resource put(String name, Declared declaration) {
    Instant now = clock.instant();
    schedules.put(
        new Schedule(
            name,
            declaration.description(),
            declaration.expression(),
            declaration.timezone(),
            declaration.enabled(),
            declaration.start().map(Instant::parse),
            declaration.end().map(Instant::parse),
            declaration.target(),
            schedules.find(name).map(Schedule::createdAt).orElse(now),
            now,
            Optional.empty()));
    return new Resource(name(), name, Map.of("Arn", Schedule.arn(name)));
  }
}
