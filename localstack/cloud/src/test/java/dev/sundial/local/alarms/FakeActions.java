package dev.sundial.local.alarms;

import dev.sundial.local.endpoint.AwsError;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was published; a topic called {@code gone} refuses. */
final class FakeActions implements AlarmActions {
  record Published(String topic, String alarm, String subject, String message) {}

  final List<Published> published = new ArrayList<>();

  /** Whether the process dies before it publishes. */
  boolean dies;

  /** What no code of a process that is killed comes to handle. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

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
    if (dies) {
      throw new Killed();
    }
    if (topicArn.endsWith(":broken")) {
      throw new IllegalStateException("broken on purpose");
    }
    if (topicArn.endsWith(":gone")) {
      throw new AwsError(404, "NotFound", "Topic does not exist");
    }
    published.add(new Published(topicArn, alarmArn, subject, message));
  }

  List<String> subjects() {
    return published.stream().map(Published::subject).toList();
  }
}
