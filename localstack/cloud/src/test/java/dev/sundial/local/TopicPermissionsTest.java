package dev.sundial.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.delivery.Parcel;
import dev.sundial.local.delivery.RetryPolicy;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.iam.Roles;
import dev.sundial.local.inbox.MailInbox;
import dev.sundial.local.sns.Sns;
import dev.sundial.local.sns.Topics;
import dev.sundial.local.sqs.Queues;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.ClientEndpoint;
import dev.sundial.local.testing.RecordingFunctions;
import dev.sundial.local.testing.VirtualTime;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;

/** Who may publish to a topic, by its policy. */
class TopicPermissionsTest {
  private static final String ALARM = "arn:aws:cloudwatch:us-east-1:000000000000:alarm:stale";
  private static final String RULE = "arn:aws:events:us-east-1:000000000000:rule/hourly";
  private static final String WITHOUT_TLS =
      "{'Sid':'AllowPublishThroughSSLOnly','Effect':'Deny','Principal':'*','Action':'sns:Publish',"
          + "'Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'false'}}}";

  private final VirtualTime time = new VirtualTime("2026-11-20T10:00:00Z");
  private final StateStore store = StateStore.inMemory();
  private final Topics topics = new Topics(store, time.clock());
  private final Queues queues =
      new Queues(store, time.clock(), URI.create("http://127.0.0.1:4566"));
  private final Permissions permissions =
      new Permissions(
          new Roles(store, time.clock()),
          bucket -> Optional.empty(),
          queues,
          topics,
          new NoFunctions(),
          time.clock());
  private final Sns sns =
      new Sns(
          store,
          time.timeline(),
          topics,
          new RecordingFunctions(time.clock()),
          queues,
          new MailInbox(store),
          (topic, action, resource) -> {},
          URI.create("http://127.0.0.1:4566"));
  private ClientEndpoint endpoint;
  private SnsClient client;
  private String topic;

  private record NoFunctions() implements Permissions.Functions {
    @Override
    public Optional<String> roleOf(String function) {
      return Optional.empty();
    }

    @Override
    public Optional<String> policy(String arn) {
      return Optional.empty();
    }
  }

  @BeforeEach
  void start() throws Exception {
    endpoint = new ClientEndpoint(sns.service());
    client = endpoint.client(SnsClient.builder());
    topic = client.createTopic(r -> r.name("alarms")).topicArn();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    endpoint.close();
  }

  private void policy(String... statements) {
    String document = "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}";
    client.setTopicAttributes(
        r -> r.topicArn(topic).attributeName("Policy").attributeValue(document.replace('\'', '"')));
  }

  private static String allow(String service, String key, String value) {
    return ("{'Effect':'Allow','Principal':{'Service':'%s'},'Action':'sns:Publish','Resource':"
            + "'arn:aws:sns:us-east-1:000000000000:alarms','Condition':{'StringEquals':{'%s':'%s'}}}")
        .formatted(service, key, value);
  }

  private static String alarmsOf(String account) {
    return allow("cloudwatch.amazonaws.com", "aws:SourceAccount", account);
  }

  private void publishAsAlarm() {
    permissions.requireAlarm(ALARM, "sns:Publish", topic);
  }

  private void publishAsRule() {
    permissions.check(
        new Parcel(
            "1",
            new Parcel.Sender(Parcel.Kind.RULE, "hourly", RULE, null),
            topic,
            "{}",
            null,
            Map.of(),
            time.clock().instant(),
            new RetryPolicy(0, 60),
            null,
            Map.of(),
            0,
            time.clock().instant(),
            null),
        "sns:Publish",
        topic);
  }

  private static void assertRefused(Runnable what) {
    assertThatThrownBy(what::run)
        .isInstanceOf(AwsError.class)
        .extracting("code")
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void anAlarmOfThisAccountPublishesByThePolicyOfOurTemplate() {
    policy(WITHOUT_TLS, alarmsOf("000000000000"));
    assertThatCode(this::publishAsAlarm).doesNotThrowAnyException();
    assertThat(permissions.refusals().all()).isEmpty();
  }

  @Test
  void anAlarmIsRefusedWhereOnlyAnotherAccountsMay() {
    policy(WITHOUT_TLS, alarmsOf("111111111111"));
    assertRefused(this::publishAsAlarm);
    assertThat(permissions.refusals().all()).hasSize(1);
  }

  @Test
  void anAlarmNeedsNoPolicyAndARuleDoes() {
    assertThatCode(this::publishAsAlarm).doesNotThrowAnyException();
    assertRefused(this::publishAsRule);
    policy(allow("events.amazonaws.com", "aws:SourceAccount", "000000000000"));
    assertThatCode(this::publishAsRule).doesNotThrowAnyException();
    assertRefused(this::publishAsAlarm);
  }

  @Test
  void aRuleIsToldFromAnotherByItsArn() {
    policy(allow("events.amazonaws.com", "aws:SourceArn", RULE + "x"));
    assertRefused(this::publishAsRule);
    policy(allow("events.amazonaws.com", "aws:SourceArn", RULE));
    assertThatCode(this::publishAsRule).doesNotThrowAnyException();
  }

  @Test
  void theDenialWithoutTlsIsInertHereAndTheOneWithItIsNot() {
    policy(WITHOUT_TLS, alarmsOf("000000000000"));
    assertThatCode(this::publishAsAlarm).doesNotThrowAnyException();
    policy(WITHOUT_TLS.replace("'false'", "'true'"), alarmsOf("000000000000"));
    assertRefused(this::publishAsAlarm);
  }

  @Test
  void aDenialWinsAndAPolicyAloneIsNoPermission() {
    policy(
        alarmsOf("000000000000"),
        "{'Effect':'Deny','Principal':'*','Action':'sns:*','Resource':'*'}");
    assertRefused(this::publishAsAlarm);
    policy(WITHOUT_TLS);
    assertRefused(this::publishAsAlarm);
  }
}
