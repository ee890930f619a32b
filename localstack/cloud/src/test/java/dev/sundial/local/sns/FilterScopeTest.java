package dev.sundial.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.RecordingFunctions;
import dev.sundial.local.testing.VirtualTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterScopeTest {
  private static final String NESTED = "{\"age\":{\"hours\":[36]}}";

  private final VirtualTime time = new VirtualTime("2026-11-20T10:00:00Z");
  private final StateStore store = StateStore.inMemory();
  private final SnsCloud cloud = new SnsCloud(time, store, new RecordingFunctions(time.clock()));
  private final StoredTopic topic = cloud.topics.create("alarms", Map.of(), Map.of());

  private StoredSubscription subscribe(String queue, Map<String, String> attributes) {
    cloud.queues.ensure(queue);
    return cloud.sns.subscribe(topic, Protocol.SQS, SnsCloud.QUEUE + queue, attributes);
  }

  @Test
  void refusesANestedPolicyWithoutAScope() {
    assertThatThrownBy(() -> subscribe("q", Map.of("FilterPolicy", NESTED)))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining(
            "Filter policy scope MessageAttributes does not support nested filter policy");
    assertThat(cloud.sns.subscriptions().of("alarms")).isEmpty();
  }

  @Test
  void refusesToLeaveTheScopeThatANestedPolicyNeeds() {
    StoredSubscription body =
        subscribe("q", Map.of("FilterPolicy", NESTED, "FilterPolicyScope", "MessageBody"));

    for (String scope : new String[] {"MessageAttributes", ""}) {
      assertThatThrownBy(
              () ->
                  cloud
                      .sns
                      .subscriptions()
                      .configure(body.arn(), Map.of("FilterPolicyScope", scope)))
          .hasMessageContaining("does not support nested filter policy");
    }
    cloud
        .sns
        .subscriptions()
        .configure(body.arn(), Map.of("FilterPolicyScope", "", "FilterPolicy", ""));
  }

  @Test
  void readsAnEmptyScopeAsThatOfAttributes() throws Exception {
    StoredSubscription one =
        subscribe(
            "q", Map.of("FilterPolicy", "{\"state\":[\"ALARM\"]}", "RawMessageDelivery", "true"));
    cloud.sns.subscriptions().configure(one.arn(), Map.of("FilterPolicyScope", ""));

    cloud.sns.publish(topic.arn(), null, "{\"state\":\"ALARM\"}", Map.of());
    cloud.sns.publish(topic.arn(), null, "by attribute", Map.of("state", "ALARM"));

    assertThat(cloud.bodies("q")).containsExactly("by attribute");
  }

  /** As a version of the local cloud remembered it that did not check. */
  @Test
  void aPolicyThatCannotBeReadConcernsItsOwnSubscriptionOnly() throws Exception {
    StoredSubscription good = subscribe("good", Map.of("RawMessageDelivery", "true"));
    StoredSubscription broken = subscribe("broken", Map.of());
    store
        .shelf("sns.subscriptions", StoredSubscription.class)
        .put(broken.arn(), broken.with(Map.of("FilterPolicy", NESTED)));
    SnsCloud restarted = new SnsCloud(time, store, new RecordingFunctions(time.clock()));

    String id = restarted.sns.publish(topic.arn(), null, "m", Map.of());

    assertThat(id).isNotEmpty();
    assertThat(restarted.bodies("good")).containsExactly("m");
    assertThat(restarted.bodies("broken")).isEmpty();
    assertThat(restarted.sns.subscriptions().of("alarms"))
        .extracting(StoredSubscription::arn)
        .containsExactlyInAnyOrder(good.arn(), broken.arn());
  }

  @Test
  void takesANewPolicyFromTheNextMessageOn() throws Exception {
    StoredSubscription one = subscribe("q", Map.of("RawMessageDelivery", "true"));
    cloud.sns.publish(topic.arn(), null, "before", Map.of());
    cloud.sns.subscriptions().configure(one.arn(), Map.of("FilterPolicy", "{\"a\":[\"b\"]}"));
    cloud.sns.publish(topic.arn(), null, "unwanted", Map.of());
    cloud.sns.publish(topic.arn(), null, "wanted", Map.of("a", "b"));

    assertThat(cloud.bodies("q")).containsExactlyInAnyOrder("before", "wanted");
  }
}
