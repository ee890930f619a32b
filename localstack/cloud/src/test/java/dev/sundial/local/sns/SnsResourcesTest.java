package dev.sundial.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.RecordingFunctions;
import dev.sundial.local.testing.VirtualTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnsResourcesTest {
  private static final String ALARMS = SnsCloud.TOPIC + "alarms";

  private final VirtualTime time = new VirtualTime("2026-11-20T10:00:00Z");
  private final SnsCloud cloud =
      new SnsCloud(time, StateStore.inMemory(), new RecordingFunctions(time.clock()));
  private final TopicResource topics = new TopicResource(cloud.sns);
  private final SubscriptionResource subscriptions = new SubscriptionResource(cloud.sns);
  private final TopicPolicyResource policies = new TopicPolicyResource(cloud.topics);

  private static <D> D declared(ResourceType<D> type, String json) {
    Properties properties = SnsCloud.properties(json);
    D declared = type.read(properties);
    assertThat(properties.problems()).isEmpty();
    assertThat(properties.unasked()).isEmpty();
    return declared;
  }

  private static <D> Resource create(ResourceType<D> type, String json) {
    return type.create(declared(type, json), SnsCloud.DEPLOYMENT);
  }

  private static <D> Resource update(
      ResourceType<D> type, Resource made, String before, String after) {
    return type.update(made, declared(type, before), declared(type, after), SnsCloud.DEPLOYMENT);
  }

  private static <D> String replaced(ResourceType<D> type, String before, String after) {
    return type.replacement(declared(type, before), declared(type, after)).orElse("no");
  }

  private ResourceType<?> type(String name) {
    return cloud.sns.resourceTypes().stream()
        .filter(one -> one.name().equals("AWS::SNS::" + name))
        .findFirst()
        .orElseThrow();
  }

  private static String queue(String name, String more) {
    return "{'TopicArn':'%s','Protocol':'sqs','Endpoint':'%s'%s}"
        .formatted(ALARMS, SnsCloud.QUEUE + name, more);
  }

  private static String policy(String... topics) {
    StringBuilder list = new StringBuilder();
    for (String topic : topics) {
      list.append(list.isEmpty() ? "" : ",").append("'").append(SnsCloud.TOPIC + topic).append("'");
    }
    return ("{'Topics':[%s],'PolicyDocument':{'Version':'2012-10-17','Statement':[{'Sid':'mine',"
            + "'Effect':'Allow','Principal':{'Service':'cloudwatch.amazonaws.com'},"
            + "'Action':'sns:Publish','Resource':'*'}]}}")
        .formatted(list);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Topic | {'TopicName':'a.fifo'} | R.TopicName is refused: ",
        "Topic | {'TopicName':'a b'} | R.TopicName is refused: ",
        "Topic | {'FifoTopic':true} | R.FifoTopic is not supported",
        "Topic | {'KmsMasterKeyId':'alias/own'} | R.KmsMasterKeyId is refused: ",
        "Topic | {'TracingConfig':'Active'} | R.TracingConfig is refused: ",
        "Topic | {'SignatureVersion':'3'} | R.SignatureVersion is refused: ",
        "Topic | {'Subscription':[{'Protocol':'sms','Endpoint':'arn:aws:sqs:us-east-1:000000000000:q'}]} | R.Subscription[0].Protocol is not supported as sms",
        "Topic | {'Subscription':[{'Protocol':'email','Endpoint':'nobody'}]} | R.Subscription[0].Endpoint is refused: ",
        "Subscription | {'Protocol':'email','Endpoint':'a@b'} | R.TopicArn is required",
        "Subscription | {'TopicArn':'t','Protocol':'http','Endpoint':'http://example.com/'} | R.Endpoint is refused: ",
        "Subscription | {'TopicArn':'t','Protocol':'email','Endpoint':'a@b','RawMessageDelivery':true} | R.RawMessageDelivery is refused: ",
        "Subscription | {'TopicArn':'t','Protocol':'email','Endpoint':'a@b','FilterPolicy':{'a':{'b':['c']}}} | R.FilterPolicy is refused: ",
        "Subscription | {'TopicArn':'t','Protocol':'email','Endpoint':'a@b','FilterPolicyScope':'Body'} | R.FilterPolicyScope is not supported as Body",
        "Subscription | {'TopicArn':'t','Protocol':'email','Endpoint':'a@b','RedrivePolicy':{'deadLetterTargetArn':'q'}} | R.RedrivePolicy is refused: ",
        "Subscription | {'TopicArn':'t','Protocol':'email','Endpoint':'a@b','Region':'eu-west-1'} | R.Region is not supported as eu-west-1",
        "TopicPolicy | {'Topics':['t']} | R.PolicyDocument is required",
      })
  void refusesWhatItCannotDo(String type, String json, String problem) {
    Properties properties = SnsCloud.properties(json);
    type(type).read(properties);
    assertThat(properties.problems()).singleElement().asString().startsWith(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "Topic, ArchivePolicy",
    "Topic, DataProtectionPolicy",
    "Topic, ContentBasedDeduplication",
    "Topic, DeliveryStatusLogging",
    "Subscription, DeliveryPolicy",
    "Subscription, SubscriptionRoleArn",
    "Subscription, ReplayPolicy",
    "TopicPolicy, Policy",
  })
  void leavesOtherPropertiesToBeRefusedByName(String type, String property) {
    Properties properties = SnsCloud.properties("{'" + property + "':'x'}");
    type(type).read(properties);
    assertThat(properties.unasked()).containsExactly("R." + property);
  }

  @Test
  void aTopicGivesItsArnAndName() {
    Resource named = create(topics, "{'TopicName':'alarms'}");
    assertThat(named.physicalId()).isEqualTo(ALARMS);
    assertThat(named.attributes())
        .containsOnly(Map.entry("TopicArn", ALARMS), Map.entry("TopicName", "alarms"));
    assertThat(create(topics, "{}").attributes())
        .containsEntry("TopicName", SnsCloud.DEPLOYMENT.physicalName(256));
  }

  @Test
  void onlyAnotherNameReplacesATopic() {
    String before = "{'TopicName':'alarms'}";
    assertThat(replaced(topics, before, "{'TopicName':'b'}")).isEqualTo("TopicName changed");
    assertThat(replaced(topics, before, "{}")).isEqualTo("TopicName changed");
    assertThat(
            replaced(
                topics,
                before,
                "{'TopicName':'alarms','DisplayName':'A','KmsMasterKeyId':'alias/aws/sns'}"))
        .isEqualTo("no");
  }

  @Test
  void aTopicIsChangedInPlaceWithTheSubscriptionsItNames() {
    String before =
        "{'TopicName':'alarms','DisplayName':'A','Subscription':["
            + "{'Protocol':'email','Endpoint':'a@b'},{'Protocol':'email','Endpoint':'c@d'}]}";
    String after =
        "{'TopicName':'alarms','Subscription':["
            + "{'Protocol':'email','Endpoint':'c@d'},{'Protocol':'email','Endpoint':'e@f'}]}";
    Resource made = create(topics, before);
    cloud.sns.subscribe(
        cloud.topics.get(ALARMS), Protocol.SQS, SnsCloud.QUEUE + "byhand", Map.of());
    assertThat(cloud.topics.get(ALARMS).settings()).containsEntry("DisplayName", "A");

    assertThat(update(topics, made, before, after)).isEqualTo(made);

    assertThat(cloud.topics.get(ALARMS).settings()).isEmpty();
    assertThat(cloud.sns.subscriptions().of("alarms"))
        .extracting(StoredSubscription::endpoint)
        .containsExactlyInAnyOrder("c@d", "e@f", SnsCloud.QUEUE + "byhand");
  }

  @Test
  void aTopicIsTakenOverAndDeletedWithItsSubscriptionsTwice() {
    Resource made = create(topics, "{'TopicName':'alarms'}");
    create(subscriptions, queue("q", ""));
    assertThat(create(topics, "{'TopicName':'alarms'}")).isEqualTo(made);
    assertThat(cloud.sns.subscriptions().all()).hasSize(1);

    topics.delete(made, SnsCloud.DEPLOYMENT);
    topics.delete(made, SnsCloud.DEPLOYMENT);

    assertThat(cloud.topics.all()).isEmpty();
    assertThat(cloud.sns.subscriptions().all()).isEmpty();
  }

  @Test
  void aSubscriptionIsReplacedWhenItIsAnothers() {
    String before = queue("q", "");
    assertThat(replaced(subscriptions, before, before.replace("alarms", "others")))
        .isEqualTo("TopicArn changed");
    assertThat(
            replaced(
                subscriptions,
                before,
                "{'TopicArn':'%s','Protocol':'email','Endpoint':'a@b'}".formatted(ALARMS)))
        .isEqualTo("Protocol changed");
    assertThat(replaced(subscriptions, before, queue("p", ""))).isEqualTo("Endpoint changed");
    assertThat(replaced(subscriptions, before, queue("q", ",'RawMessageDelivery':true")))
        .isEqualTo("no");
  }

  @Test
  void aSubscriptionIsChangedInPlaceAndBack() {
    create(topics, "{'TopicName':'alarms'}");
    String plain = queue("q", "");
    String full =
        queue(
            "q",
            (",'RawMessageDelivery':true,'FilterPolicyScope':'MessageBody',"
                    + "'FilterPolicy':{'a':{'b':['c']}},"
                    + "'RedrivePolicy':{'deadLetterTargetArn':'%sdead'}")
                .formatted(SnsCloud.QUEUE));
    Resource made = create(subscriptions, plain);
    assertThat(made.attributes()).containsExactly(Map.entry("Arn", made.physicalId()));

    assertThat(update(subscriptions, made, plain, full)).isEqualTo(made);
    StoredSubscription changed = cloud.sns.subscriptions().get(made.physicalId());
    assertThat(changed.isRaw()).isTrue();
    assertThat(changed.deadLetterQueue()).contains(SnsCloud.QUEUE + "dead");
    assertThat(changed.settings())
        .containsEntry("FilterPolicy", "{\"a\":{\"b\":[\"c\"]}}")
        .containsEntry("FilterPolicyScope", "MessageBody");

    update(subscriptions, made, full, plain);
    assertThat(cloud.sns.subscriptions().get(made.physicalId()).settings()).isEmpty();
  }

  @Test
  void aSubscriptionThatSomebodyTookOffIsMadeAgain() {
    create(topics, "{'TopicName':'alarms'}");
    Resource made = create(subscriptions, queue("q", ""));
    subscriptions.delete(made, SnsCloud.DEPLOYMENT);
    subscriptions.delete(made, SnsCloud.DEPLOYMENT);
    assertThat(cloud.sns.subscriptions().all()).isEmpty();

    Resource again = update(subscriptions, made, queue("q", ""), queue("q", ""));

    assertThat(again.physicalId()).isNotEqualTo(made.physicalId());
    assertThat(cloud.sns.subscriptions().all()).hasSize(1);
  }

  @Test
  void aSubscriptionNeedsItsTopic() {
    assertThatThrownBy(() -> create(subscriptions, queue("q", "")))
        .isInstanceOf(AwsError.class)
        .extracting("code")
        .isEqualTo("NotFound");
  }

  @Test
  void aPolicyIsSetOnItsTopicsMovedAndTakenOff() {
    for (String name : List.of("alarms", "b", "c")) {
      create(topics, "{'TopicName':'" + name + "'}");
    }
    Resource made = create(policies, policy("alarms", "b"));
    assertThat(made.attributes()).containsEntry("Id", made.physicalId());
    assertThat(withPolicy()).containsExactly("alarms", "b");

    Resource moved = update(policies, made, policy("alarms", "b"), policy("b", "c"));
    assertThat(moved.physicalId()).isEqualTo(made.physicalId());
    assertThat(withPolicy()).containsExactly("b", "c");

    policies.delete(moved, SnsCloud.DEPLOYMENT);
    assertThat(withPolicy()).isEmpty();
    assertThat(cloud.topics.policy("b").orElseThrow()).contains("__default_policy_ID");
    cloud.sns.delete("b");
    policies.delete(moved, SnsCloud.DEPLOYMENT);
  }

  private List<String> withPolicy() {
    return cloud.topics.all().stream()
        .filter(one -> one.policy().contains("\"mine\""))
        .map(StoredTopic::name)
        .toList();
  }

  @Test
  void aPolicyIsNeverReplacedAndNeedsATopic() {
    assertThat(replaced(policies, policy("a"), policy("b"))).isEqualTo("no");
    Properties properties = SnsCloud.properties(policy());
    policies.read(properties);
    assertThat(properties.problems()).containsExactly("R.Topics must name at least one topic");
    assertThatThrownBy(() -> create(policies, policy("absent")))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("Topic does not exist");
  }
}
