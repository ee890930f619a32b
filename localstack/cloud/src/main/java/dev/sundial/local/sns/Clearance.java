package dev.sundial.local.sns;

/** Whether SNS may do something for a topic, by the policy of what it is done to. */
@FunctionalInterface
public interface Clearance {

  /**
   * @param action such as {@code lambda:InvokeFunction}
   * @param resource ARN of what it is done to
   * @throws dev.sundial.local.endpoint.AwsError {@code AccessDeniedException} when it may not
   */
  void check(String topicArn, String action, String resource);
}
