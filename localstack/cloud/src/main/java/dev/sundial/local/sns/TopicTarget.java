package dev.sundial.local.sns;

import dev.sundial.local.delivery.Parcel;
import dev.sundial.local.delivery.Target;
import java.util.Map;

/** Topics as targets of rules and schedules. */
final class TopicTarget implements Target {
  private final Sns sns;

  TopicTarget(Sns sns) {
    this.sns = sns;
  }

  @Override
  public String service() {
    return "sns";
  }

  @Override
  public String action() {
    return "sns:Publish";
  }

  /** A rule publishes as a service; a schedule, with its role, as somebody of the account. */
  @Override
  public void deliver(Parcel parcel) {
    if (parcel.sender().roleArn() == null) {
      sns.publishAsService(parcel.target(), null, parcel.payloadNow(), Map.of());
    } else {
      sns.publish(parcel.target(), null, parcel.payloadNow(), Map.of());
    }
  }
}
