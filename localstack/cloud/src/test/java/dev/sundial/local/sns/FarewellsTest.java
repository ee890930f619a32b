package dev.sundial.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.sundial.local.inbox.Mail;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.ClientEndpoint;
import dev.sundial.local.testing.RecordingFunctions;
import dev.sundial.local.testing.VirtualTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;

/** What an endpoint is told when it was unsubscribed, and how it comes back. */
class FarewellsTest {
  private final VirtualTime time = new VirtualTime("2026-11-20T10:00:00Z");
  private final StateStore store = StateStore.inMemory();
  private final SnsCloud cloud = new SnsCloud(time, store, new RecordingFunctions(time.clock()));
  private final StoredTopic topic = cloud.topics.create("alarms", Map.of(), Map.of());
  private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
  private final List<String> types = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer server;
  private ClientEndpoint endpoint;
  private SnsClient client;

  @BeforeEach
  void start() throws Exception {
    endpoint = new ClientEndpoint(cloud.sns.service());
    client = endpoint.client(SnsClient.builder());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(new ObjectMapper().readTree(exchange.getRequestBody()));
          types.add(exchange.getRequestHeaders().getFirst("x-amz-sns-message-type"));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop(0);
    http.close();
    client.close();
    endpoint.close();
  }

  private String hook() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  private int follow(String link) throws Exception {
    String here = link.replace("http://127.0.0.1:4566", endpoint.uri().toString());
    return http.send(
            HttpRequest.newBuilder(URI.create(here)).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private JsonNode newest() throws InterruptedException {
    time.timeline().activity().awaitQuiet();
    return bodies.getLast();
  }

  /** A confirmed subscription of the server. */
  private StoredSubscription subscribed(Map<String, String> attributes) throws Exception {
    StoredSubscription one = cloud.sns.subscribe(topic, Protocol.HTTP, hook(), attributes);
    assertThat(follow(newest().path("SubscribeURL").asText())).isEqualTo(200);
    return cloud.sns.subscriptions().get(one.arn());
  }

  private List<String> listed() {
    return client.listSubscriptions().subscriptions().stream()
        .map(one -> one.subscriptionArn())
        .toList();
  }

  @Test
  void anHttpEndpointIsToldAndComesBackAsItWas() throws Exception {
    StoredSubscription before = subscribed(Map.of("RawMessageDelivery", "true"));

    client.unsubscribe(r -> r.subscriptionArn(before.arn()));

    JsonNode body = newest();
    assertThat(types).containsExactly("SubscriptionConfirmation", "UnsubscribeConfirmation");
    assertThat(body.path("Type").asText()).isEqualTo("UnsubscribeConfirmation");
    assertThat(body.path("TopicArn").asText()).isEqualTo(topic.arn());
    assertThat(body.path("Message").asText())
        .isEqualTo(
            "You have chosen to deactivate subscription "
                + before.arn()
                + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL"
                + " included in this message.");
    assertThat(body.path("Token").asText()).hasSize(64).isNotEqualTo(before.token());
    assertThat(body.path("SubscribeURL").asText()).endsWith(body.path("Token").asText());
    assertThat(body.has("UnsubscribeURL")).isFalse();
    assertThat(listed()).isEmpty();
    client.publish(r -> r.topicArn(topic.arn()).message("unheard"));
    time.timeline().activity().awaitQuiet();
    assertThat(bodies).hasSize(2);

    client.confirmSubscription(r -> r.topicArn(topic.arn()).token(body.path("Token").asText()));

    assertThat(listed()).containsExactly(before.arn());
    assertThat(cloud.sns.subscriptions().get(before.arn()).settings()).isEqualTo(before.settings());
    client.publish(r -> r.topicArn(topic.arn()).message("\"heard\""));
    assertThat(newest().asText()).isEqualTo("heard");
  }

  @Test
  void itsOldTokenBringsNothingBackNorDoesTheNewOneAfterTwoDays() throws Exception {
    StoredSubscription before = subscribed(Map.of());
    client.unsubscribe(r -> r.subscriptionArn(before.arn()));
    String link = newest().path("SubscribeURL").asText();

    assertThatThrownBy(
            () -> client.confirmSubscription(r -> r.topicArn(topic.arn()).token(before.token())))
        .isInstanceOf(InvalidParameterException.class);
    time.clock().advance(Duration.ofDays(2));
    assertThat(listed()).isEmpty();
    time.clock().advance(Duration.ofMillis(1));
    assertThat(follow(link)).isEqualTo(400);
    assertThat(listed()).isEmpty();
  }

  @Test
  void subscribingAnewTakesTheWayBackAway() throws Exception {
    StoredSubscription before = subscribed(Map.of());
    client.unsubscribe(r -> r.subscriptionArn(before.arn()));
    String link = newest().path("SubscribeURL").asText();

    StoredSubscription after = subscribed(Map.of());

    assertThat(after.arn()).isNotEqualTo(before.arn());
    assertThat(follow(link)).isEqualTo(400);
    assertThat(listed()).containsExactly(after.arn());
  }

  @Test
  void theWayBackOutlivesARestartAndAnotherSubscription() throws Exception {
    StoredSubscription before = subscribed(Map.of());
    client.unsubscribe(r -> r.subscriptionArn(before.arn()));
    String token = newest().path("Token").asText();
    cloud.sns.subscribe(topic, Protocol.EMAIL, "ops@example.com", Map.of());

    Sns later = new SnsCloud(time, store, new RecordingFunctions(time.clock())).sns;

    assertThat(later.subscriptions().find(before.arn())).isEmpty();
    assertThat(later.subscriptions().confirm("alarms", token, false).arn()).isEqualTo(before.arn());
    assertThat(later.subscriptions().find(before.arn())).isPresent();
  }

  @Test
  void whoNeverConfirmedIsToldNothing() throws Exception {
    StoredSubscription one = cloud.sns.subscribe(topic, Protocol.HTTP, hook(), Map.of());
    time.timeline().activity().awaitQuiet();

    client.unsubscribe(r -> r.subscriptionArn(one.arn()));

    time.timeline().activity().awaitQuiet();
    assertThat(types).containsExactly("SubscriptionConfirmation");
    assertThat(cloud.sns.subscriptions().find(one.arn())).isEmpty();
  }

  @Test
  void mailIsSentWhenSomebodyFollowedTheLinkAndNoneWhenTheOwnerDidIt() throws Exception {
    StoredSubscription one =
        cloud.sns.subscribe(topic, Protocol.EMAIL, "ops@example.com", Map.of());
    time.timeline().activity().awaitQuiet();
    follow(String.valueOf(cloud.mail.newest(1).getFirst().link()));

    follow("http://127.0.0.1:4566/?Action=Unsubscribe&SubscriptionArn=" + one.arn());
    time.timeline().activity().awaitQuiet();

    Mail mail = cloud.mail.newest(1).getFirst();
    assertThat(mail.subject()).isEqualTo("AWS Notification - Unsubscribe Confirmation");
    assertThat(mail.body()).contains("deactivated").contains(topic.arn());
    assertThat(follow(String.valueOf(mail.link()))).isEqualTo(200);
    assertThat(listed()).containsExactly(one.arn());
    client.unsubscribe(r -> r.subscriptionArn(one.arn()));
    time.timeline().activity().awaitQuiet();
    assertThat(cloud.mail.newest(9)).hasSize(2);
    assertThat(listed()).isEmpty();
  }

  @Test
  void queuesAndFunctionsAreUnsubscribedByTheirOwnerOnly() throws Exception {
    cloud.queues.ensure("q");
    StoredSubscription one =
        cloud.sns.subscribe(topic, Protocol.SQS, SnsCloud.QUEUE + "q", Map.of());

    assertThat(follow("http://127.0.0.1:4566/?Action=Unsubscribe&SubscriptionArn=" + one.arn()))
        .isEqualTo(403);
    assertThat(listed()).containsExactly(one.arn());
    client.unsubscribe(r -> r.subscriptionArn(one.arn()));
    assertThat(listed()).isEmpty();
    assertThat(cloud.bodies("q")).isEmpty();
  }
}
