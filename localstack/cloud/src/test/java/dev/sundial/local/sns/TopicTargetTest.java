package dev.sundial.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.delivery.Parcel;
import dev.sundial.local.delivery.RetryPolicy;
import dev.sundial.local.delivery.Target;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.RecordingFunctions;
import dev.sundial.local.testing.VirtualTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopicTargetTest {
  private final VirtualTime time = new VirtualTime("2026-11-20T10:00:00Z");
  private final SnsCloud cloud =
      new SnsCloud(time, StateStore.inMemory(), new RecordingFunctions(time.clock()));
  private final StoredTopic topic = cloud.topics.create("alarms", Map.of(), Map.of());
  private final Target target = cloud.sns.target();

  private Parcel parcel(Parcel.Kind kind, String topicArn, @Nullable String role) {
    return new Parcel(
        "1",
        new Parcel.Sender(kind, "s", "arn:aws:events:us-east-1:000000000000:rule/s", role),
        topicArn,
        "attempt <aws.scheduler.attempt-number>",
        null,
        Map.of(),
        time.clock().instant(),
        new RetryPolicy(3, 3600),
        null,
        Map.of(),
        0,
        time.clock().instant(),
        null);
  }

  @Test
  void publishesWhatRulesAndSchedulesSend() throws Exception {
    cloud.queues.ensure("q");
    cloud.sns.subscribe(
        topic, Protocol.SQS, SnsCloud.QUEUE + "q", Map.of("RawMessageDelivery", "true"));

    target.deliver(parcel(Parcel.Kind.SCHEDULE, topic.arn(), "arn:aws:iam::000000000000:role/r"));
    assertThat(cloud.bodies("q")).containsExactly("attempt 1");

    target.deliver(parcel(Parcel.Kind.RULE, topic.arn(), null));
    assertThat(cloud.bodies("q"))
        .containsExactlyInAnyOrder("attempt 1", "attempt <aws.scheduler.attempt-number>");
    assertThat(target.service()).isEqualTo("sns");
    assertThat(target.action()).isEqualTo("sns:Publish");
  }

  @Test
  void aRuleCannotUseTheKeyOfAwsAndARoleCan() {
    cloud.topics.configure("alarms", Map.of("KmsMasterKeyId", "alias/aws/sns"));

    assertThatThrownBy(() -> target.deliver(parcel(Parcel.Kind.RULE, topic.arn(), null)))
        .isInstanceOf(AwsError.class)
        .extracting("code")
        .isEqualTo("KMSAccessDenied");
    target.deliver(parcel(Parcel.Kind.SCHEDULE, topic.arn(), "arn:aws:iam::000000000000:role/r"));
  }

  @Test
  void saysThatATopicIsGone() {
    for (String role : new String[] {null, "arn:aws:iam::000000000000:role/r"}) {
      assertThatThrownBy(
              () -> target.deliver(parcel(Parcel.Kind.RULE, SnsCloud.TOPIC + "absent", role)))
          .isInstanceOf(AwsError.class)
          .extracting("code")
          .isEqualTo("NotFound");
    }
  }
}
