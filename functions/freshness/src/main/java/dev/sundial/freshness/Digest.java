package dev.sundial.freshness;

import dev.sundial.json.JsonWriter;
import dev.sundial.naming.ResourceNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Tells once a day what has been red for long: an alarm speaks only when it changes, and what
 * nobody acted on would otherwise be forgotten.
 */
final class Digest {
  /** An alarm that is red for longer is told again. */
  static final Duration LONG = Duration.ofHours(20);

  /** A message of SNS holds 256 KB. */
  private static final int MOST_ALARMS = 100;

  private static final int LONGEST_REASON = 500;

  private final ResourceNames names;
  private final CloudWatchClient cloudWatch;
  private final SnsClient sns;
  private final String topic;
  private final Clock clock;

  /**
   * @param topic ARN
   */
  Digest(
      ResourceNames names, CloudWatchClient cloudWatch, SnsClient sns, String topic, Clock clock) {
    this.names = names;
    this.cloudWatch = cloudWatch;
    this.sns = sns;
    this.topic = topic;
    this.clock = clock;
  }

  /**
   * Sends one message, or none when nothing is red.
   *
   * @return how many alarms it tells
   */
  Map<String, ?> send(Asked.Digest asked) {
    Instant now = clock.instant();
    List<Map<String, Object>> red = red(now);
    if (!red.isEmpty()) {
      Map<String, Object> message = new LinkedHashMap<>();
      message.put("sundial", "digest");
      message.put("id", names.shared("digest") + "-" + asked.due());
      message.put("stage", names.stage().value());
      message.put("at", now);
      message.put("red", red.subList(0, Math.min(MOST_ALARMS, red.size())));
      if (red.size() > MOST_ALARMS) {
        message.put("more", red.size() - MOST_ALARMS);
      }
      String subject = "Sundial " + names.stage() + ": red for more than 20 hours: " + red.size();
      sns.publish(r -> r.topicArn(topic).subject(subject).message(JsonWriter.write(message)));
    }
    return Map.of("red", red.size());
  }

  private List<Map<String, Object>> red(Instant now) {
    List<Map<String, Object>> red = new ArrayList<>();
    cloudWatch
        .describeAlarmsPaginator(
            r ->
                r.alarmNamePrefix(names.shared(""))
                    .alarmTypes(AlarmType.METRIC_ALARM)
                    .stateValue(StateValue.ALARM))
        .metricAlarms()
        .forEach(
            alarm -> {
              if (since(alarm).plus(LONG).isBefore(now)) {
                red.add(told(alarm));
              }
            });
    return red;
  }

  /** Since when it is in this state; its reason may have changed since. */
  private static Instant since(MetricAlarm alarm) {
    return alarm.stateTransitionedTimestamp() == null
        ? alarm.stateUpdatedTimestamp()
        : alarm.stateTransitionedTimestamp();
  }

  private static Map<String, Object> told(MetricAlarm alarm) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("alarm", alarm.alarmName());
    told.put("since", since(alarm));
    String reason = String.valueOf(alarm.stateReason());
    told.put(
        "reason",
        reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…");
    return told;
  }
}
