package dev.sundial.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.delivery.Courier;
import dev.sundial.local.delivery.DeliveryShapes;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.stack.Pending;
import dev.sundial.local.time.ScheduleExpression;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Trees;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes schedules as JSON; templates and clients use the same names. */
final class ScheduleShapes {
  /** The members of a schedule besides its name. */
  static final Set<String> MEMBERS =
      Set.of(
          "ActionAfterCompletion",
          "Description",
          "EndDate",
          "FlexibleTimeWindow",
          "GroupName",
          "ScheduleExpression",
          "ScheduleExpressionTimezone",
          "StartDate",
          "State",
          "Target");

  private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-_.]{1,64}");
  private static final int LONGEST_DESCRIPTION = 512;

  private final Courier courier;

  ScheduleShapes(Courier courier) {
    this.courier = courier;
  }

  /**
   * Reads a declaration.
   *
   * @throws AwsError {@code ValidationException}, naming the member
   */
  Schedule read(String name, ObjectNode input) {
    if (!NAME.matcher(name).matches()) {
      throw AwsError.validation("Name must match " + NAME + ", was " + name);
    }
    requireDefaultGroup(Trees.text(input, "GroupName", Schedule.DEFAULT_GROUP));
    JsonNode window = input.path("FlexibleTimeWindow");
    if (!window.path("Mode").asText().equals("OFF")) {
      throw AwsError.validation(
          "FlexibleTimeWindow.Mode is not implemented as "
              + window.path("Mode").asText("null")
              + ", only as OFF");
    }
    if (window instanceof ObjectNode object) {
      Operations.refuseOthers("FlexibleTimeWindow", object, Set.of("Mode"));
    }
    String description = Trees.text(input, "Description", "");
    if (description.length() > LONGEST_DESCRIPTION) {
      throw AwsError.validation("Description has more than 512 characters");
    }
    String timezone = Trees.text(input, "ScheduleExpressionTimezone", "UTC");
    if (!ZoneId.getAvailableZoneIds().contains(timezone)) {
      throw AwsError.validation("Invalid ScheduleExpressionTimezone " + timezone);
    }
    Schedule schedule =
        new Schedule(
            name,
            expression(input, timezone),
            timezone,
            oneOf(input, "State", "ENABLED", "DISABLED").equals("ENABLED"),
            description.isEmpty() ? null : description,
            date(input, "StartDate"),
            date(input, "EndDate"),
            oneOf(input, "ActionAfterCompletion", "NONE", "DELETE").equals("DELETE"),
            target(input.path("Target")));
    if (schedule.start() != null
        && schedule.end() != null
        && !schedule.start().isBefore(schedule.end())) {
      throw AwsError.validation("StartDate must be before EndDate");
    }
    return schedule;
  }

  static void requireDefaultGroup(String group) {
    if (!group.equals(Schedule.DEFAULT_GROUP)) {
      throw new AwsError(
          404,
          "ResourceNotFoundException",
          "Schedule group " + group + " does not exist; only \"default\" is implemented.");
    }
  }

  private static String expression(ObjectNode input, String timezone) {
    String expression = Trees.text(input, "ScheduleExpression");
    try {
      ScheduleExpression.parse(expression, ZoneId.of(timezone), Instant.EPOCH);
      return expression;
    } catch (IllegalArgumentException e) {
      throw AwsError.validation(String.valueOf(e.getMessage()));
    }
  }

  private ScheduleTarget target(JsonNode node) {
    if (!(node instanceof ObjectNode target)) {
      throw AwsError.validation("Target must not be null");
    }
    Operations.refuseOthers(
        "Target",
        target,
        Set.of(
            "Arn", "RoleArn", "Input", "DeadLetterConfig", "RetryPolicy", "EventBridgeParameters"));
    String arn = Trees.text(target, "Arn");
    if (!Pending.in(arn)) {
      courier.requireReach(arn);
    }
    String input = Trees.text(target, "Input", "");
    boolean bus = arn.contains(":event-bus/");
    if ((arn.startsWith("arn:aws:lambda:") || bus) && !input.isEmpty() && !Trees.isJson(input)) {
      throw AwsError.validation("Target.Input must be well-formed JSON for this target");
    }
    JsonNode event = target.path("EventBridgeParameters");
    if (event instanceof ObjectNode object) {
      Operations.refuseOthers("EventBridgeParameters", object, Set.of("DetailType", "Source"));
    }
    if (bus && (!event.hasNonNull("DetailType") || !event.hasNonNull("Source"))) {
      throw AwsError.validation("EventBridgeParameters needs DetailType and Source");
    }
    return new ScheduleTarget(
        arn,
        Trees.text(target, "RoleArn"),
        input.isEmpty() ? null : input,
        DeliveryShapes.deadLetterQueue(target),
        DeliveryShapes.policy(target),
        event.hasNonNull("DetailType") ? event.get("DetailType").asText() : null,
        event.hasNonNull("Source") ? event.get("Source").asText() : null);
  }

  private static String oneOf(ObjectNode input, String name, String absent, String other) {
    String text = Trees.text(input, name, absent);
    if (!text.equals(absent) && !text.equals(other)) {
      throw AwsError.validation(name + " must be " + absent + " or " + other + ", was " + text);
    }
    return text;
  }

  /** Seconds of the epoch from clients, ISO 8601 from templates. */
  private static @Nullable Instant date(ObjectNode input, String name) {
    JsonNode date = input.get(name);
    if (date == null || date.isNull()) {
      return null;
    }
    try {
      return date.isNumber()
          ? Instant.ofEpochMilli(Math.round(date.asDouble() * 1000))
          : OffsetDateTime.parse(date.asText()).toInstant();
    } catch (DateTimeException e) {
      throw AwsError.validation(name + " must be a date such as 2026-11-20T03:15:00Z");
    }
  }

  static ObjectNode summary(StoredSchedule stored) {
    Schedule schedule = stored.schedule();
    ObjectNode node = Trees.object();
    node.put("Arn", schedule.arn());
    node.put("Name", schedule.name());
    node.put("GroupName", Schedule.DEFAULT_GROUP);
    node.put("State", schedule.enabled() ? "ENABLED" : "DISABLED");
    node.put("CreationDate", seconds(stored.created()));
    node.put("LastModificationDate", seconds(stored.modified()));
    node.putObject("Target").put("Arn", schedule.target().arn());
    return node;
  }

  static ObjectNode detail(StoredSchedule stored) {
    Schedule schedule = stored.schedule();
    ObjectNode node = summary(stored);
    node.put("ScheduleExpression", schedule.expression());
    node.put("ScheduleExpressionTimezone", schedule.timezone());
    node.put("ActionAfterCompletion", schedule.deleteAfterCompletion() ? "DELETE" : "NONE");
    node.putObject("FlexibleTimeWindow").put("Mode", "OFF");
    if (schedule.description() != null) {
      node.put("Description", schedule.description());
    }
    if (schedule.start() != null) {
      node.put("StartDate", seconds(schedule.start()));
    }
    if (schedule.end() != null) {
      node.put("EndDate", seconds(schedule.end()));
    }
    node.set("Target", target(schedule.target()));
    return node;
  }

  private static ObjectNode target(ScheduleTarget target) {
    ObjectNode node = Trees.object();
    node.put("Arn", target.arn());
    node.put("RoleArn", target.roleArn());
    if (target.input() != null) {
      node.put("Input", target.input());
    }
    DeliveryShapes.describe(node, target.deadLetterQueue(), target.policy());
    if (target.detailType() != null) {
      node.putObject("EventBridgeParameters")
          .put("DetailType", target.detailType())
          .put("Source", target.source());
    }
    return node;
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }
}
