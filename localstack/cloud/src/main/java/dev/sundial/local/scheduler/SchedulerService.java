package dev.sundial.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.RestCall;
import dev.sundial.local.wire.RestJsonService;
import dev.sundial.local.wire.Trees;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRulesException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** EventBridge Scheduler behind the endpoint. */
public final class SchedulerService {
  private static final Set<String> MEMBERS =
      Set.of(
          "ClientToken",
          "Description",
          "EndDate",
          "FlexibleTimeWindow",
          "GroupName",
          "ScheduleExpression",
          "ScheduleExpressionTimezone",
          "StartDate",
          "State",
          "Target");

  private final Schedules schedules;
  private final Clock clock;

  private SchedulerService(Schedules schedules, Clock clock) {
    this.schedules = schedules;
    this.clock = clock;
  }

  public static AwsService of(Schedules schedules, Clock clock) {
    SchedulerService service = new SchedulerService(schedules, clock);
    return RestJsonService.named("scheduler")
        .route("GET", "/schedules", "ListSchedules", call -> call.json(200, service.list(call)))
        .route(
            "GET",
            "/schedules/{Name}",
            "GetSchedule",
            call -> call.json(200, whole(service.get(call))))
        .route("POST", "/schedules/{Name}", "CreateSchedule", service::create)
        .route("PUT", "/schedules/{Name}", "UpdateSchedule", service::update)
        .route("DELETE", "/schedules/{Name}", "DeleteSchedule", service::delete)
        .build();
  }

  private Schedule get(RestCall call) {
    group(call.query("groupName", "default"));
    return schedules.get(call.label("Name"));
  }

  private ObjectNode list(RestCall call) {
    String prefix = call.query("NamePrefix", "");
    ObjectNode answer = Trees.object();
    ArrayNode items = answer.putArray("Schedules");
    schedules.all().stream()
        .filter(schedule -> schedule.name().startsWith(prefix))
        .forEach(
            schedule -> {
              ObjectNode item = head(schedule);
              item.putObject("Target").put("Arn", schedule.target().arn());
              items.add(item);
            });
    return answer;
  }

  private AwsResponse create(RestCall call) {
    String name = call.label("Name");
    if (schedules.find(name).isPresent()) {
      throw new AwsError(409, "ConflictException", "Schedule " + name + " already exists.");
    }
    return put(call, clock.instant());
  }

  private AwsResponse update(RestCall call) {
    return put(call, schedules.get(call.label("Name")).createdAt());
  }

  private AwsResponse put(RestCall call, Instant createdAt) {
    ObjectNode input = call.body();
    Operations.refuseOthers("Schedule", input, MEMBERS);
    group(Trees.text(input, "GroupName", "default"));
    if (!input.at("/FlexibleTimeWindow/Mode").asText().equals("OFF")) {
      throw AwsError.validation("The local cloud implements FlexibleTimeWindow OFF only");
    }
    String expression = Trees.text(input, "ScheduleExpression");
    Occurrences.check(expression);
    String zone = Trees.text(input, "ScheduleExpressionTimezone", "UTC");
    try {
      ZoneId.of(zone);
    } catch (ZoneRulesException e) {
      throw AwsError.validation("Invalid ScheduleExpressionTimezone " + zone + ".");
    }
    String name = call.label("Name");
    schedules.put(
        new Schedule(
            name,
            Trees.text(input, "Description", ""),
            expression,
            zone,
            Trees.text(input, "State", "ENABLED").equals("ENABLED"),
            instant(input.get("StartDate")),
            instant(input.get("EndDate")),
            target(input),
            createdAt,
            clock.instant(),
            Optional.empty()));
    return call.json(200, Trees.object().put("ScheduleArn", Schedule.arn(name)));
  }

  private static Schedule.Target target(ObjectNode input) {
    if (!(input.get("Target") instanceof ObjectNode target)) {
      throw AwsError.validation("Target is required");
    }
    Operations.refuseOthers(
        "Target", target, Set.of("Arn", "RoleArn", "Input", "DeadLetterConfig", "RetryPolicy"));
    JsonNode retry = target.path("RetryPolicy");
    return new Schedule.Target(
        Trees.text(target, "Arn"),
        Trees.text(target, "RoleArn"),
        Trees.text(target, "Input", "{}"),
        target.at("/DeadLetterConfig/Arn").asText(""),
        retry.path("MaximumRetryAttempts").asInt(185),
        retry.path("MaximumEventAgeInSeconds").asInt(86_400));
  }

  private AwsResponse delete(RestCall call) {
    schedules.delete(get(call).name());
    return call.json(200, Trees.object());
  }

  private static void group(String name) {
    if (!name.equals("default")) {
      throw new AwsError(
          404, "ResourceNotFoundException", "Schedule group " + name + " does not exist.");
    }
  }

  private static Optional<Instant> instant(@Nullable JsonNode seconds) {
    return seconds == null || seconds.isNull()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(seconds.decimalValue().movePointRight(3).longValue()));
  }

  private static ObjectNode head(Schedule schedule) {
    ObjectNode node = Trees.object();
    node.put("Arn", Schedule.arn(schedule.name()));
    node.put("GroupName", "default");
    node.put("Name", schedule.name());
    node.put("State", schedule.enabled() ? "ENABLED" : "DISABLED");
    node.put("CreationDate", schedule.createdAt().toEpochMilli() / 1000.0);
    node.put("LastModificationDate", schedule.modifiedAt().toEpochMilli() / 1000.0);
    return node;
  }

  private static ObjectNode whole(Schedule schedule) {
    ObjectNode node = head(schedule);
    if (!schedule.description().isEmpty()) {
      node.put("Description", schedule.description());
    }
    node.put("ScheduleExpression", schedule.expression());
    node.put("ScheduleExpressionTimezone", schedule.timezone());
    node.putObject("FlexibleTimeWindow").put("Mode", "OFF");
    schedule.start().ifPresent(start -> node.put("StartDate", start.getEpochSecond()));
    schedule.end().ifPresent(end -> node.put("EndDate", end.getEpochSecond()));
    ObjectNode target = node.putObject("Target");
    target.put("Arn", schedule.target().arn());
    target.put("RoleArn", schedule.target().roleArn());
    target.put("Input", schedule.target().input());
    ObjectNode retry = target.putObject("RetryPolicy");
    retry.put("MaximumRetryAttempts", schedule.target().retries());
    retry.put("MaximumEventAgeInSeconds", schedule.target().maximumAgeSeconds());
    if (!schedule.target().queueArn().isEmpty()) {
      target.putObject("DeadLetterConfig").put("Arn", schedule.target().queueArn());
    }
    return node;
  }
}
