package dev.sundial.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sundial.json.Form;
import dev.sundial.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The clients against an HTTP server that misbehaves. */
@Timeout(60)
class AwsClientsTest {
  private static final List<String> SETTINGS =
      List.of("aws.region", "aws.accessKeyId", "aws.secretAccessKey", "aws.endpointUrl");

  private final List<String> bodies = new ArrayList<>();
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  private enum Answer {
    OK,
    THROTTLE,
    HANG_UP,
    SILENCE
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "key");
    System.setProperty("aws.secretAccessKey", "secret");
    System.setProperty("aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
    SETTINGS.forEach(System::clearProperty);
  }

  @Test
  void aTransactionWhoseReplyIsLostIsSentAgainUnderTheSameToken() {
    answers.addAll(List.of(Answer.HANG_UP, Answer.OK));
    try (DynamoDbClient client = AwsClients.dynamoDb(CallLimits.patient())) {
      assertThat(
              client
                  .transactWriteItems(r -> r.transactItems(put()))
                  .sdkHttpResponse()
                  .isSuccessful())
          .isTrue();
    }
    assertThat(bodies).hasSize(2);
    String token = token(bodies.get(0));
    assertThat(token).isNotEmpty();
    assertThat(token(bodies.get(1))).isEqualTo(token);
  }

  @Test
  void attemptsAreBounded() {
    answers.addAll(List.of(Answer.THROTTLE, Answer.THROTTLE, Answer.OK));
    try (DynamoDbClient client = AwsClients.dynamoDb(CallLimits.within(Duration.ofSeconds(30)))) {
      assertThatThrownBy(() -> get(client)).isInstanceOf(SdkException.class);
      assertThat(bodies).hasSize(2);
      get(client);
    }
    assertThat(bodies).hasSize(3);
  }

  @Test
  void aCallInsideARequestEndsWithItsBudget() {
    answers.add(Answer.SILENCE);
    try (DynamoDbClient client = AwsClients.dynamoDb(CallLimits.within(Duration.ofMillis(300)))) {
      assertThatThrownBy(() -> get(client)).isInstanceOf(ApiCallTimeoutException.class);
    }
  }

  private static void get(DynamoDbClient client) {
    assertThat(
            client.getItem(r -> r.tableName("t").key(java.util.Map.of("pk", text("a")))).hasItem())
        .isFalse();
  }

  private static TransactWriteItem put() {
    return TransactWriteItem.builder()
        .put(Put.builder().tableName("t").item(java.util.Map.of("pk", text("a"))).build())
        .build();
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static String token(String body) {
    return Form.of(JsonReader.read("request", body), new Form.Problems())
        .text("ClientRequestToken");
  }

  private void answer(HttpExchange exchange) throws IOException {
    Answer answer;
    synchronized (this) {
      bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      answer = answers.remove();
    }
    switch (answer) {
      case OK -> reply(exchange, 200, "{}");
      case THROTTLE ->
          reply(
              exchange,
              400,
              "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ThrottlingException\"}");
      case HANG_UP -> exchange.close();
      case SILENCE -> {
        try {
          over.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
