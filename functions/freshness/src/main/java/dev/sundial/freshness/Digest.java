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

  /** A message of SNS holds 256 KB, in all its forms together. */
  private static final int MOST_ALARMS = 100;

  private static final int LONGEST_REASON = 200;

  /** Kept of the invocation's time to end in. */
  private static final Duration RESERVE = Duration.ofSeconds(10);

  /** What a call gets however late it is. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final ResourceNames names;
  private final CloudWatchClient cloudWatch;
  private final SnsClient sns;
  private final String topic;
  private final Clock clock;
  private final DigestMail mail;

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
    this.mail = new DigestMail(names);
  }

  /**
   * An alarm that is red.
   *
   * @param since when it became so
   * @param reason as CloudWatch gave it, shortened
   */
  record Red(String alarm, Instant since, String reason) {
    Map<String, Object> toFields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("alarm", alarm);
      fields.put("since", since);
      fields.put("reason", reason);
      return fields;
    }
  }

  /**
   * Sends one message, or none when nothing is red. Its id is that of the schedule's time, also
   * when it is sent again.
   *
   * @param left of the invocation; calls are tried again as long as that lasts, as nobody else will
   * @return how many alarms it tells
   */
  Map<String, ?> send(Asked.Digest asked, Duration left) {
    Duration call = limit(left);
    Instant now = clock.instant();
    List<Red> red = red(now, call);
    if (!red.isEmpty()) {
      String json = json(asked, now, red);
      Map<String, String> forms = new LinkedHashMap<>();
      forms.put("default", json);
      forms.put("lambda", json);
      forms.put("email", mail.text(red));
      String subject = "Sundial " + names.stage() + ": red for more than 20 hours: " + red.size();
      sns.publish(
          r ->
              r.topicArn(topic)
                  .subject(subject)
                  .messageStructure("json")
                  .message(JsonWriter.write(forms))
                  .overrideConfiguration(o -> o.apiCallTimeout(call)));
    }
    return Map.of("red", red.size());
  }

  /** So that one call that is tried again and again leaves as much time for the other. */
  private static Duration limit(Duration left) {
    Duration half = left.minus(RESERVE).dividedBy(2);
    return half.compareTo(LEAST) < 0 ? LEAST : half;
  }

  private String json(Asked.Digest asked, Instant now, List<Red> red) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("sundial", "digest");
    message.put("id", names.shared("digest") + "-" + asked.due());
    message.put("stage", names.stage().value());
    message.put("at", now);
    message.put("red", red.stream().limit(MOST_ALARMS).map(Red::toFields).toList());
    if (red.size() > MOST_ALARMS) {
      message.put("more", red.size() - MOST_ALARMS);
    }
    return JsonWriter.write(message);
  }

  private List<Red> red(Instant now, Duration call) {
    List<Red> red = new ArrayList<>();
    cloudWatch
        .describeAlarmsPaginator(
            r ->
                r.alarmNamePrefix(names.shared(""))
                    .alarmTypes(AlarmType.METRIC_ALARM)
                    .stateValue(StateValue.ALARM)
                    .overrideConfiguration(o -> o.apiCallTimeout(call)))
        .metricAlarms()
        .forEach(
            alarm -> {
              if (since(alarm).plus(LONG).isBefore(now)) {
                red.add(new Red(alarm.alarmName(), since(alarm), reason(alarm)));
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

  private static String reason(MetricAlarm alarm) {
    String reason = String.valueOf(alarm.stateReason());
    return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
  }
}
