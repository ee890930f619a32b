package dev.sundial.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.inbox.Mail;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.ClientEndpoint;
import dev.sundial.local.testing.RecordingFunctions;
import dev.sundial.local.testing.VirtualTime;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

class ConfirmationsTest {
  private static final String ADDRESS = "ops@example.com";
  private static final int TLS_HANDSHAKE = 22;

  private final VirtualTime time = new VirtualTime("2026-11-20T10:00:00Z");
  private final SnsCloud cloud =
      new SnsCloud(time, StateStore.inMemory(), new RecordingFunctions(time.clock()));
  private final StoredTopic topic = cloud.topics.create("alarms", Map.of(), Map.of());
  private final HttpClient http = HttpClient.newHttpClient();
  private ClientEndpoint endpoint;
  private SnsClient client;

  @BeforeEach
  void start() throws Exception {
    endpoint = new ClientEndpoint(cloud.sns.service());
    client = endpoint.client(SnsClient.builder());
  }

  @AfterEach
  void stop() throws Exception {
    http.close();
    client.close();
    endpoint.close();
  }

  private Mail newest() throws InterruptedException {
    time.timeline().activity().awaitQuiet();
    return cloud.mail.newest(1).getFirst();
  }

  private StoredSubscription subscribe(Protocol protocol) {
    return cloud.sns.subscribe(topic, protocol, ADDRESS, Map.of());
  }

  private HttpResponse<String> send(String target, HttpRequest.Builder request) throws Exception {
    return http.send(
        request.uri(URI.create(endpoint.uri() + target)).build(),
        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private int follow(String link) throws Exception {
    return send(link.replace("http://127.0.0.1:4566", ""), HttpRequest.newBuilder()).statusCode();
  }

  private static HttpRequest.Builder form(String body) {
    return HttpRequest.newBuilder()
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  @Test
  void aSubscriptionIsGoneWhenNobodyConfirmedItInTwoDays() throws Exception {
    StoredSubscription first = subscribe(Protocol.EMAIL);
    String link = String.valueOf(newest().link());
    time.clock().advance(Duration.ofDays(2));
    assertThat(client.listSubscriptions().subscriptions()).hasSize(1);

    time.clock().advance(Duration.ofMillis(1));

    assertThat(client.listSubscriptions().subscriptions()).isEmpty();
    assertThat(client.getTopicAttributes(r -> r.topicArn(topic.arn())).attributes())
        .containsEntry("SubscriptionsPending", "0");
    assertThatThrownBy(() -> client.getSubscriptionAttributes(r -> r.subscriptionArn(first.arn())))
        .isInstanceOf(NotFoundException.class);
    assertThat(follow(link)).isEqualTo(400);
  }

  @Test
  void subscribingAgainAfterThatAsksAnew() throws Exception {
    StoredSubscription first = subscribe(Protocol.EMAIL);
    time.clock().advance(Duration.ofDays(2).plusMillis(1));

    StoredSubscription second = subscribe(Protocol.EMAIL);

    assertThat(second.arn()).isNotEqualTo(first.arn());
    assertThat(second.token()).isNotEqualTo(first.token());
    assertThat(follow(String.valueOf(newest().link()))).isEqualTo(200);
    assertThat(client.listSubscriptions().subscriptions())
        .extracting(one -> one.subscriptionArn())
        .containsExactly(second.arn());
  }

  @Test
  void beingAskedAgainInTimeGivesTwoMoreDays() throws Exception {
    StoredSubscription first = subscribe(Protocol.EMAIL);
    String link = String.valueOf(newest().link());
    time.clock().advance(Duration.ofDays(2));
    assertThat(subscribe(Protocol.EMAIL).arn()).isEqualTo(first.arn());
    time.clock().advance(Duration.ofDays(2));

    assertThat(follow(link)).isEqualTo(200);
    time.clock().advance(Duration.ofDays(30));
    assertThat(client.listSubscriptions().subscriptions()).hasSize(1);
  }

  @Test
  void anUnsignedBodyCannotAskForMoreThanItsAddressSays() throws Exception {
    String address = "/?Action=ConfirmSubscription&TopicArn=" + topic.arn();
    String delete = "Action=DeleteTopic&Version=2010-03-31&TopicArn=" + topic.arn();

    int byForm = send(address, form(delete)).statusCode();
    int byTarget =
        send(
                address,
                HttpRequest.newBuilder()
                    .header("X-Amz-Target", "SNS.DeleteTopic")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"TopicArn\":\"" + topic.arn() + "\"}")))
            .statusCode();
    int byGet =
        send(address, HttpRequest.newBuilder().header("X-Amz-Target", "SNS.DeleteTopic").GET())
            .statusCode();
    int second =
        send(
                "/?Action=DeleteTopic&Action=Unsubscribe&TopicArn=" + topic.arn(),
                HttpRequest.newBuilder())
            .statusCode();

    assertThat(new int[] {byForm, byTarget, byGet, second}).doesNotContain(200);
    assertThat(cloud.topics.find("alarms")).isPresent();
  }

  @Test
  void onlyASignedRequestMakesSignaturesNeededToUnsubscribe() throws Exception {
    StoredSubscription one = subscribe(Protocol.EMAIL);
    String link = String.valueOf(newest().link());

    assertThat(follow(link + "&AuthenticateOnUnsubscribe=true")).isEqualTo(403);
    assertThat(cloud.sns.subscriptions().get(one.arn()).confirmed()).isFalse();
    client.confirmSubscription(
        r -> r.topicArn(topic.arn()).token(one.token()).authenticateOnUnsubscribe("true"));

    assertThat(follow("/?Action=Unsubscribe&SubscriptionArn=" + one.arn())).isEqualTo(403);
    assertThat(cloud.sns.subscriptions().find(one.arn())).isPresent();
    client.unsubscribe(r -> r.subscriptionArn(one.arn()));
    assertThat(cloud.sns.subscriptions().find(one.arn())).isEmpty();
  }

  @Test
  void whoConfirmedByALinkUnsubscribesByOne() throws Exception {
    StoredSubscription one = subscribe(Protocol.EMAIL);
    follow(String.valueOf(newest().link()));

    assertThat(follow("/?Action=Unsubscribe&SubscriptionArn=" + one.arn())).isEqualTo(200);
    assertThat(cloud.sns.subscriptions().find(one.arn())).isEmpty();
  }

  @Test
  void mailsJsonToWhoWantsJson() throws Exception {
    subscribe(Protocol.EMAIL_JSON);
    JsonNode invitation = SnsCloud.json(newest().body());
    assertThat(invitation.path("Type").asText()).isEqualTo("SubscriptionConfirmation");
    assertThat(follow(invitation.path("SubscribeURL").asText())).isEqualTo(200);

    cloud.sns.publish(topic.arn(), "Stale", "iris is stale", Map.of("model", "iris"));

    Mail news = newest();
    assertThat(news.to()).isEqualTo(ADDRESS);
    assertThat(news.subject()).isEqualTo("Stale");
    JsonNode body = SnsCloud.json(news.body());
    assertThat(body.path("Type").asText()).isEqualTo("Notification");
    assertThat(body.path("Message").asText()).isEqualTo("iris is stale");
    assertThat(body.at("/MessageAttributes/model/Value").asText()).isEqualTo("iris");
  }

  @Test
  void asksAnHttpsEndpointThroughTlsAndNoOther() throws Exception {
    assertThatThrownBy(
            () -> cloud.sns.subscribe(topic, Protocol.HTTPS, "http://127.0.0.1:1/", Map.of()))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("Endpoint must match the specified protocol");
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Integer> first = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket socket = server.accept()) {
                  first.complete(socket.getInputStream().read());
                } catch (java.io.IOException e) {
                  first.completeExceptionally(e);
                }
              });

      StoredSubscription one =
          cloud.sns.subscribe(
              topic,
              Protocol.HTTPS,
              "https://127.0.0.1:" + server.getLocalPort() + "/hook",
              Map.of());

      assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(TLS_HANDSHAKE);
      assertThat(one.confirmed()).isFalse();
    }
    time.timeline().activity().awaitQuiet();
    assertThat(time.timeline().ahead())
        .extracting(due -> due.at().toString())
        .containsExactly("2026-11-20T10:00:20Z");
  }
}
