package dev.sundial.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.ConditionKeys;
import dev.sundial.local.iam.Facts;
import dev.sundial.local.testing.SentRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnsAccessesTest {
  private static final String T = SnsCloud.TOPIC + "t";

  private static List<Access> accesses(String operation, String form) {
    return new SnsAccesses().of(operation, SentRequest.form("Action=" + operation + "&" + form));
  }

  @ParameterizedTest
  @CsvSource({
    "Publish, TopicArn, sns:Publish",
    "Publish, TargetArn, sns:Publish",
    "PublishBatch, TopicArn, sns:Publish",
    "ConfirmSubscription, TopicArn, sns:ConfirmSubscription",
    "DeleteTopic, TopicArn, sns:DeleteTopic",
    "GetTopicAttributes, TopicArn, sns:GetTopicAttributes",
    "SetTopicAttributes, TopicArn, sns:SetTopicAttributes",
    "ListSubscriptionsByTopic, TopicArn, sns:ListSubscriptionsByTopic",
    "TagResource, ResourceArn, sns:TagResource",
  })
  void asksForTheTopic(String operation, String member, String action) {
    assertThat(accesses(operation, member + "=" + T)).containsExactly(Access.of(action, T));
  }

  @ParameterizedTest
  @CsvSource({
    "ListTopics",
    "ListSubscriptions",
    "Unsubscribe",
    "GetSubscriptionAttributes",
    "SetSubscriptionAttributes",
  })
  void knowsNoResourceForSubscriptions(String operation) {
    assertThat(accesses(operation, "SubscriptionArn=" + T + ":1"))
        .containsExactly(Access.of("sns:" + operation, "*"));
  }

  @Test
  void asksForTheTopicThatWouldBeMade() {
    assertThat(accesses("CreateTopic", "Name=t")).containsExactly(Access.of("sns:CreateTopic", T));
  }

  @Test
  void tellsConditionsWhoSubscribes() {
    assertThat(accesses("Subscribe", "TopicArn=" + T + "&Protocol=email&Endpoint=a%40b"))
        .containsExactly(
            new Access(
                "sns:Subscribe",
                T,
                Facts.none()
                    .with(ConditionKeys.SNS_PROTOCOL, "email")
                    .with(ConditionKeys.SNS_ENDPOINT, "a@b")));
  }

  @Test
  void noTopicIsCalledByAPattern() {
    assertThatThrownBy(() -> accesses("Publish", "TopicArn=" + SnsCloud.TOPIC + "*"))
        .isInstanceOf(AwsError.class);
  }
}
