package dev.sundial.local.alarms;

import dev.sundial.local.endpoint.AwsError;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was published; a topic called {@code gone} refuses. */
final class FakeActions implements AlarmActions {
  record Published(String topic, String alarm, String subject, String message) {}

  final List<Published> published = new ArrayList<>();

  static String topic(String name) {
    return "arn:aws:sns:us-east-1:000000000000:" + name;
  }

  @Override
  public void requireReach(String arn) {
    if (!arn.startsWith("arn:aws:sns:")) {
      throw new AwsError(400, "InvalidParameterValueException", "only topics, not " + arn);
    }
  }

  @Override
  public void publish(String topicArn, String alarmArn, String subject, String message) {
    if (topicArn.endsWith(":gone")) {
      throw new AwsError(404, "NotFound", "Topic does not exist");
    }
    published.add(new Published(topicArn, alarmArn, subject, message));
  }

  List<String> subjects() {
    return published.stream().map(Published::subject).toList();
  }
}
