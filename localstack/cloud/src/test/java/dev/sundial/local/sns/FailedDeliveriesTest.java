package dev.sundial.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.delivery.Functions;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.RecordingFunctions;
import dev.sundial.local.testing.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailedDeliveriesTest {
  private static final Map<String, String> TO_DEAD_LETTERS =
      Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + SnsCloud.QUEUE + "dead\"}");

  private final VirtualTime time = new VirtualTime("2026-11-20T10:00:00Z");
  private final StateStore store = StateStore.inMemory();
  private final RecordingFunctions functions = new RecordingFunctions(time.clock());

  private static StoredTopic subscribed(SnsCloud cloud) {
    cloud.queues.ensure("dead");
    StoredTopic topic = cloud.topics.create("alarms", Map.of(), Map.of());
    cloud.sns.subscribe(topic, Protocol.LAMBDA, SnsCloud.FUNCTION, TO_DEAD_LETTERS);
    return topic;
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidMessageContents, 1, 1",
    "400, InvalidParameterValueException, 1, 1",
    "403, AccessDeniedException, 1, 1",
    "404, ResourceNotFoundException, 1, 1",
    "413, RequestEntityTooLargeException, 1, 1",
    "400, ThrottlingException, 4, 0",
    "429, TooManyRequestsException, 4, 0",
    "500, ServiceException, 4, 0",
    "503, EndpointUnavailable, 4, 0",
  })
  void triesAgainOnlyWhatCouldHelp(int status, String code, int attempts, int dead)
      throws Exception {
    SnsCloud cloud = new SnsCloud(time, store, functions);
    StoredTopic topic = subscribed(cloud);
    functions.refuse(new AwsError(status, code, "no"));

    cloud.sns.publish(topic.arn(), null, "m", Map.of());
    time.advance(Duration.ZERO);

    assertThat(functions.calls()).hasSize(attempts);
    assertThat(cloud.bodies("dead")).hasSize(dead);
  }

  @Test
  void aMessageThatAQueueCannotTakeIsNotTriedAgain() throws Exception {
    SnsCloud cloud = new SnsCloud(time, store, functions);
    cloud.queues.ensure("q");
    StoredTopic topic = cloud.topics.create("alarms", Map.of(), Map.of());
    cloud.sns.subscribe(
        topic, Protocol.SQS, SnsCloud.QUEUE + "q", Map.of("RawMessageDelivery", "true"));

    cloud.sns.publish(topic.arn(), null, "\u0001", Map.of());

    assertThat(cloud.bodies("q")).isEmpty();

    assertThat(time.timeline().ahead()).isEmpty();
    assertThat(store.shelf("sns.deliveries", Delivery.class).size()).isZero();
  }

  @Test
  void aDeliveryThatBreaksOffIsAFailedAttempt() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Functions brittle =
        (function, payload, source) -> {
          if (calls.incrementAndGet() < 3) {
            throw new IllegalStateException("broken");
          }
        };
    SnsCloud cloud = new SnsCloud(time, store, brittle);
    StoredTopic topic = subscribed(cloud);

    cloud.sns.publish(topic.arn(), null, "m", Map.of());
    time.advance(Duration.ZERO);

    assertThat(calls).hasValue(3);
    assertThat(store.shelf("sns.deliveries", Delivery.class).size()).isZero();
    assertThat(cloud.bodies("dead")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:99999/", "http://127.0.0.1:65536/x", "http://[::1]:0/"})
  void refusesAPortThatIsNone(String endpoint) {
    assertThatThrownBy(() -> SubscriptionSettings.checkEndpoint(Protocol.HTTP, endpoint))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("Endpoint must match");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost/", "http://127.0.0.1:65535/x", "http://[::1]:1/"})
  void takesEveryPortThereIs(String endpoint) {
    SubscriptionSettings.checkEndpoint(Protocol.HTTP, endpoint);
  }

  @Test
  void countsTheWholeMessageAgainstTheLimit() {
    SnsCloud cloud = new SnsCloud(time, store, functions);
    StoredTopic topic = cloud.topics.create("alarms", Map.of(), Map.of());
    String around = "{\"default\":\"d\",\"sqs\":\"\"}";
    String longest = "x".repeat(262_144 - around.length());
    Texts fits = Texts.parse("{\"default\":\"d\",\"sqs\":\"" + longest + "\"}");
    Texts tooLong = Texts.parse("{\"default\":\"d\",\"sqs\":\"" + longest + "x\"}");

    assertThat(cloud.sns.publish(topic.arn(), null, fits, Map.of())).isNotEmpty();
    assertThatThrownBy(() -> cloud.sns.publish(topic.arn(), null, tooLong, Map.of()))
        .hasMessageContaining("Message too long");
  }

  @Test
  void redeliversAfterARestartOnTheSameStateAndThenNoMore(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("cloud.mv");
    String id;
    try (StateStore before = StateStore.open(file)) {
      SnsCloud cloud = new SnsCloud(time, before, functions);
      StoredTopic topic = subscribed(cloud);
      functions.refuse(new AwsError(500, "ServiceException", "down"));
      id = cloud.sns.publish(topic.arn(), "Stale", "m", Map.of("model", "iris"));
      time.timeline().activity().awaitQuiet();
    }
    assertThat(functions.calls()).hasSize(1);

    VirtualTime later = new VirtualTime(time);
    RecordingFunctions healthy = new RecordingFunctions(later.clock());
    try (StateStore again = StateStore.open(file)) {
      new SnsCloud(later, again, healthy).sns.start();
      later.advance(Duration.ZERO);
    }
    assertThat(healthy.calls()).hasSize(1);
    assertThat(healthy.calls().getFirst())
        .contains("\"MessageId\":\"" + id + "\"")
        .contains("\"Subject\":\"Stale\"")
        .contains("\"model\":{\"Type\":\"String\",\"Value\":\"iris\"}");

    VirtualTime last = new VirtualTime(later);
    RecordingFunctions idle = new RecordingFunctions(last.clock());
    try (StateStore again = StateStore.open(file)) {
      new SnsCloud(last, again, idle).sns.start();
      last.advance(Duration.ofDays(1));
    }
    assertThat(idle.calls()).isEmpty();
  }
}
