package dev.sundial.local.scheduler;

import dev.sundial.local.delivery.Parcel;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.wire.Trees;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A schedule being due once.
 *
 * @param scheduled when it was meant to be
 * @param executionId 16 hexadecimal digits, the same in all attempts
 */
record Occurrence(Schedule schedule, Instant scheduled, String executionId) {

  static Occurrence of(Schedule schedule, Instant scheduled) {
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return new Occurrence(schedule, scheduled.truncatedTo(ChronoUnit.SECONDS), id);
  }

  /**
   * @param born the time the event's age counts from
   */
  Parcel parcel(Instant born) {
    ScheduleTarget target = schedule.target();
    Map<String, String> options = new LinkedHashMap<>();
    if (target.detailType() != null && target.source() != null) {
      options.put("DetailType", target.detailType());
      options.put("Source", target.source());
    }
    return new Parcel(
        "schedule-" + executionId,
        new Parcel.Sender(Parcel.Kind.SCHEDULE, schedule.name(), schedule.arn(), target.roleArn()),
        target.arn(),
        payload(),
        null,
        options,
        born,
        target.policy(),
        target.deadLetterQueue(),
        Map.of(
            "EXECUTION_ID",
            executionId,
            "IS_PAYLOAD_TRUNCATED",
            "false",
            "SCHEDULED_TIME",
            scheduled.toString(),
            "SCHEDULE_ARN",
            schedule.arn()),
        0,
        born,
        null);
  }

  /** The input with Scheduler's context attributes; the attempt's number is the courier's. */
  private String payload() {
    String input = schedule.target().input();
    return (input == null ? event() : input)
        .replace("<aws.scheduler.schedule-arn>", schedule.arn())
        .replace("<aws.scheduler.scheduled-time>", scheduled.toString())
        .replace("<aws.scheduler.execution-id>", executionId);
  }

  /** What a target gets from a schedule without input. */
  private String event() {
    var event = Trees.object();
    event.put("version", "0");
    event.put("id", executionId);
    event.put("detail-type", "Scheduled Event");
    event.put("source", "aws.scheduler");
    event.put("account", Account.ID);
    event.put("time", scheduled.toString());
    event.put("region", Account.REGION);
    event.putArray("resources").add(schedule.arn());
    return event.put("detail", "{}").toString();
  }
}
