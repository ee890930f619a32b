package dev.sundial.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.alarms.AlarmKind;
import dev.sundial.alarms.AlarmNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * A small cloud of its own whose probe looks every five minutes: iris, trained once; {@code unfed}
 * and {@code graced}, which never have data; {@code hasty}, which is to train within two seconds.
 * No schedule of a model is due. Slack is the local cloud's inbox.
 */
record WatchedCloud(Cloud cloud, Instant deployed) implements AutoCloseable {
  static final AlarmNames ALARMS = new AlarmNames(Cloud.names());

  /** A change of an alarm's state. */
  record Change(Instant at, StateValue from, StateValue to, String reason) {}

  static WatchedCloud open() {
    Cloud cloud = Cloud.watched();
    WatchedCloud watched = new WatchedCloud(cloud, cloud.now());
    watched.webhook(cloud.inboxWebhook());
    cloud.pause(watched.model("iris").schedule(), true);
    return watched;
  }

  Model model(String name) {
    return cloud.model(name);
  }

  String alarm(AlarmKind kind) {
    return ALARMS.of(kind);
  }

  String alarm(Model model, AlarmKind kind) {
    return ALARMS.of(model.name(), kind);
  }

  /** Sets the secret, as {@code sundial slack set} does. */
  void webhook(String url) {
    cloud
        .clients()
        .secrets
        .putSecretValue(r -> r.secretId(Cloud.names().slackSecret()).secretString(url));
    cloud.advance(Duration.ofMinutes(1)); // the function looks at the secret once a minute
  }

  StateValue state(String alarm) {
    return cloud
        .clients()
        .cloudWatch
        .describeAlarms(r -> r.alarmNames(alarm))
        .metricAlarms()
        .getFirst()
        .stateValue();
  }

  /** Every change of an alarm's state so far, oldest first. */
  List<Change> changes(String alarm) {
    List<Change> changes = new ArrayList<>();
    cloud
        .clients()
        .cloudWatch
        .describeAlarmHistoryPaginator(
            r ->
                r.alarmName(alarm)
                    .historyItemType(HistoryItemType.STATE_UPDATE)
                    .scanBy(ScanBy.TIMESTAMP_ASCENDING))
        .alarmHistoryItems()
        .forEach(
            item -> {
              JsonNode data = Cloud.parse(item.historyData());
              changes.add(
                  new Change(
                      item.timestamp(),
                      StateValue.fromValue(data.at("/oldState/stateValue").asText()),
                      StateValue.fromValue(data.at("/newState/stateValue").asText()),
                      data.at("/newState/stateReasonData").toString()));
            });
    return changes;
  }

  /** When an alarm went red, each time. */
  List<Instant> reds(String alarm) {
    return changes(alarm).stream()
        .filter(change -> change.to() == StateValue.ALARM)
        .map(Change::at)
        .toList();
  }

  /** The headlines of what Slack took that names an alarm, oldest first. */
  List<String> told(String alarm) {
    return taken("\"*Alarm*\\n" + alarm + "\"");
  }

  /** The headlines of what Slack took that has these words in its JSON, oldest first. */
  List<String> taken(String words) {
    cloud.settle();
    List<String> headlines = new ArrayList<>();
    for (JsonNode message : cloud.page("slack.json?limit=5000").get("messages")) {
      if (message.get("status").asInt() == 200
          && message.get("message").toString().contains(words)) {
        headlines.addFirst(message.at("/message/text").asText());
      }
    }
    return headlines;
  }

  @Override
  public void close() throws Exception {
    cloud.close();
  }
}
