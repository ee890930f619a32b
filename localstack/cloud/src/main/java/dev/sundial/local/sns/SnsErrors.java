package dev.sundial.local.sns;

import dev.sundial.local.endpoint.AwsError;

/** The errors of SNS. */
final class SnsErrors {
  private SnsErrors() {}

  static AwsError noTopic() {
    return new AwsError(404, "NotFound", "Topic does not exist");
  }

  static AwsError noSubscription() {
    return new AwsError(404, "NotFound", "Subscription does not exist");
  }

  static AwsError invalid(String reason) {
    return new AwsError(400, "InvalidParameter", "Invalid parameter: " + reason);
  }

  /** What AWS has and the local cloud has not. */
  static AwsError notHere(String what) {
    return invalid("the local cloud does not implement " + what);
  }
}
