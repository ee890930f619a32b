package dev.sundial.local;

import dev.sundial.local.alarms.AlarmActions;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.sns.Sns;
import java.util.Map;

/** Publishes what alarms tell to topics, when the topics' policies let CloudWatch. */
record TopicActions(Sns sns, Permissions permissions) implements AlarmActions {
  @Override
  public void requireReach(String arn) {
    if (Account.resourceOf("sns", arn).isEmpty()) {
      throw new AwsError(
          400,
          "InvalidParameterValueException",
          "The local cloud implements topics of this account and region as actions of alarms, not "
              + arn);
    }
  }

  @Override
  public void publish(String topicArn, String alarmArn, String subject, String message) {
    permissions.requireAlarm(alarmArn, "sns:Publish", topicArn);
    sns.publishAsService(topicArn, subject, message, Map.of());
  }
}
