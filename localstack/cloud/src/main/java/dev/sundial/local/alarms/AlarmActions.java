package dev.sundial.local.alarms;

import dev.sundial.local.endpoint.AwsError;

/** Executes what an alarm does on a change of its state. */
public interface AlarmActions {

  /**
   * Whether an alarm could ever execute an action; a topic need not exist yet.
   *
   * @param arn of the action
   * @throws AwsError naming the action, when nothing here executes such
   */
  void requireReach(String arn);

  /**
   * Hands a message to a topic, as the service {@code cloudwatch.amazonaws.com} for the alarm, and
   * returns without waiting for its deliveries.
   *
   * @param subject at most 100 characters
   * @throws AwsError when the topic is gone, or its policy refuses
   */
  void publish(String topicArn, String alarmArn, String subject, String message);
}
