package dev.sundial.spec;

import dev.sundial.json.Form;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When a model trains.
 *
 * @param expression a cron or rate expression of EventBridge Scheduler
 * @param timezone the time zone a cron expression is read in
 * @param retries how often the scheduler tries a delivery that failed, 0–185
 * @param maximumEventAge how late a delivery may still be, 1 minute to 24 hours
 */
public record ScheduleSpec(
    String expression, ZoneId timezone, int retries, Duration maximumEventAge) {

  /** Every day at 03:15 UTC; 10 delivery retries, at most 6 hours late. */
  public static ScheduleSpec defaults() {
    return new ScheduleSpec("cron(15 3 * * ? *)", ZoneId.of("UTC"), 10, Duration.ofHours(6));
  }

  static ScheduleSpec read(Form form) {
    ScheduleSpec absent = defaults();
    ScheduleSpec read =
        new ScheduleSpec(
            form.parsed("expression", ScheduleExpression::checked).orElse(absent.expression),
            form.parsed("timezone", ScheduleSpec::zone).orElse(absent.timezone),
            (int) form.whole("retries", absent.retries, 0, 185),
            form.seconds(
                "maximumEventAge",
                absent.maximumEventAge,
                Duration.ofMinutes(1),
                Duration.ofHours(24)));
    form.close();
    return read;
  }

  private static ZoneId zone(String name) {
    // An offset such as +02:00 is a ZoneId too, but no time zone that a schedule knows.
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw new IllegalArgumentException("must be a time zone such as Europe/Berlin");
    }
    return ZoneId.of(name);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("expression", expression);
    json.put("timezone", timezone.getId());
    json.put("retries", retries);
    json.put("maximumEventAge", maximumEventAge);
    return json;
  }
}
