package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.e2e.WebhookServer.Answer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** A webhook that misbehaves in every way: what arrives, how often, in what order, what is kept. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag(Cloud.LOCAL)
final class SlackDeliveryIT {
  private static final String SECRET = "b0gU5T0kenOfAWebhook7f3a9c";
  private static final Duration ALL_RETRIES = Duration.ofMinutes(4); // after one, then two more

  private final WatchedCloud watched;
  private final Cloud cloud;
  private final WebhookServer server;

  SlackDeliveryIT(WatchedCloud watched) throws IOException {
    this.watched = watched;
    this.cloud = watched.cloud();
    this.server = new WebhookServer(SECRET);
  }

  @AfterAll
  void pointBack() {
    watched.webhook(cloud.inboxWebhook());
    server.close();
  }

  @Test
  @Order(1)
  void whatSlackTakesComesOnceAndInOrder() {
    watched.webhook(server.url());
    String first = publish("what is said first");
    cloud.settle();
    String second = publish("what is said second");
    cloud.settle();
    assertThat(server.posted("what is said"))
        .satisfiesExactly(
            one -> assertThat(one).contains("said first", "id " + first),
            two -> assertThat(two).contains("said second", "id " + second));
  }

  @Test
  @Order(2)
  void waitsThatAreShortAreWaitedAndLongOnesAreLeftToLambda() {
    server.does(
        (text, before) ->
            before > 0
                ? Answer.OK
                : text.contains("in a second")
                    ? Answer.ASKS_FOR_ONE_SECOND
                    : text.contains("in half a minute")
                        ? Answer.ASKS_FOR_THIRTY_SECONDS
                        : text.contains("silence") ? Answer.SILENCE : Answer.OK);
    String soon = publish("in a second");
    String later = publish("in half a minute");
    String silent = publish("silence");
    cloud.settle();
    assertThat(server.posted("id " + soon)).hasSize(2);
    assertThat(invocations("in a second")).containsExactly("ANSWERED");
    assertThat(server.posted("id " + later)).hasSize(1);
    assertThat(server.posted("id " + silent)).hasSize(1);

    cloud.advance(ALL_RETRIES);
    assertThat(server.posted("id " + soon)).hasSize(2);
    assertThat(server.posted("id " + later)).hasSize(2);
    assertThat(server.posted("id " + silent)).hasSize(2);
    assertThat(invocations("in half a minute")).containsExactly("FAILED", "ANSWERED");
    assertThat(invocations("silence")).containsExactly("FAILED", "ANSWERED");
    assertThat(kept()).noneMatch(body -> body.contains("silence") || body.contains("minute"));
  }

  @Test
  @Order(3)
  void whatIsNeverTakenIsKeptAndDeliveredWithTheSameIdWhenItIs() {
    Map<String, Answer> answers =
        Map.of(
            "to an error", Answer.SERVER_ERROR,
            "to elsewhere", Answer.REDIRECT,
            "to a portal", Answer.PORTAL,
            "to no words", Answer.NOTHING,
            "to nobody", Answer.CLOSE);
    server.does(
        (text, before) ->
            answers.entrySet().stream()
                .filter(answer -> text.contains(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Answer.OK));
    Map<String, String> ids = new LinkedHashMap<>();
    answers.keySet().forEach(text -> ids.put(text, publish(text)));
    cloud.advance(ALL_RETRIES);
    assertThat(ids)
        .allSatisfy(
            (text, id) -> {
              assertThat(server.posted("id " + id)).as(text).hasSize(3);
              assertThat(invocations(text)).containsExactly("FAILED", "FAILED", "FAILED");
              assertThat(kept().stream().filter(body -> body.contains(id))).as(text).hasSize(1);
            });
    assertThat(server.elsewhere()).isEmpty();

    server.does((text, before) -> Answer.OK);
    assertThat(cloud.verb("failures", "redrive").exit()).isZero();
    cloud.settle();
    assertThat(ids)
        .allSatisfy((text, id) -> assertThat(server.posted("id " + id)).as(text).hasSize(4));
    assertThat(kept()).noneMatch(body -> ids.values().stream().anyMatch(body::contains));
  }

  @Test
  @Order(4)
  void withoutAWebhookMessagesAreKept() {
    watched.webhook("unset");
    String id = publish("to whom it may concern");
    cloud.advance(ALL_RETRIES);
    assertThat(server.posted("to whom")).isEmpty();
    assertThat(kept().stream().filter(body -> body.contains(id))).hasSize(1);

    watched.webhook(server.url());
    assertThat(cloud.verb("failures", "redrive").exit()).isZero();
    cloud.settle();
    assertThat(server.posted("id " + id)).hasSize(1);
  }

  /** After messages to it failed in every way, and while some are kept. */
  @Test
  @Order(5)
  void theSecretIsNowhereElse() throws Exception {
    server.does((text, before) -> Answer.SERVER_ERROR);
    String unused = publish("kept while everything is searched");
    cloud.advance(ALL_RETRIES);
    assertThat(kept()).anyMatch(body -> body.contains("kept while everything"));
    assertThat(
            cloud
                .clients()
                .secrets
                .getSecretValue(r -> r.secretId(Cloud.names().slackSecret()))
                .secretString())
        .contains(SECRET);

    Map<String, String> everything = new LinkedHashMap<>();
    templates(everything);
    logs(everything);
    pages(everything);
    apis(everything);
    everything.put("queue", String.join("\n", kept()));
    assertThat(everything.get("template sundial-local.template.json"))
        .contains("\"SecretString\": \"unset\"");
    assertThat(everything).hasSizeGreaterThan(40);
    assertThat(everything).allSatisfy((where, text) -> assertThat(text).doesNotContain(SECRET));

    server.does((text, before) -> Answer.OK);
    assertThat(cloud.verb("failures", "redrive").exit()).isZero();
  }

  private void templates(Map<String, String> found) throws IOException {
    try (Stream<Path> files = Files.list(cloud.templates())) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        found.put("template " + file.getFileName(), Files.readString(file));
      }
    }
  }

  private void logs(Map<String, String> found) {
    cloud
        .clients()
        .logs
        .describeLogGroups(r -> {})
        .logGroups()
        .forEach(
            group -> {
              StringBuilder lines = new StringBuilder();
              cloud
                  .clients()
                  .logs
                  .filterLogEventsPaginator(r -> r.logGroupName(group.logGroupName()))
                  .events()
                  .forEach(event -> lines.append(event.message()).append('\n'));
              found.put("log " + group.logGroupName(), lines.toString());
            });
    assertThat(found.get("log /aws/lambda/" + Cloud.names().slackFunction()))
        .contains(
            "Slack answered 500",
            "Slack answered 200, but not ok: <html><body>Sign",
            "Slack answered 200, but not ok: nothing");
  }

  private void pages(Map<String, String> found) throws Exception {
    List<String> names =
        new ArrayList<>(
            List.of(
                "index",
                "dashboards",
                "alarms",
                "metrics",
                "resources",
                "changes",
                "failures",
                "slack",
                "mail",
                "roles",
                "refused"));
    names.add("invocations");
    names.add("logs");
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String name : names) {
        for (String kind : List.of("", ".json")) {
          String path = name + kind + (name.equals("invocations") ? "?limit=1000" : "");
          if (path.equals("index")) {
            path = "";
          }
          HttpRequest request =
              HttpRequest.newBuilder(cloud.clients().endpoint().resolve("/_sundial/" + path))
                  .build();
          var answer = http.send(request, BodyHandlers.ofString());
          assertThat(answer.statusCode()).as(path).isIn(200, 404);
          found.put("page " + path, answer.body());
        }
      }
    }
  }

  private void apis(Map<String, String> found) {
    Clients clients = cloud.clients();
    clients
        .lambda
        .listFunctions()
        .functions()
        .forEach(
            function ->
                found.put(
                    "environment of " + function.functionName(),
                    clients
                        .lambda
                        .getFunctionConfiguration(r -> r.functionName(function.functionName()))
                        .toString()));
    StringBuilder history = new StringBuilder();
    clients
        .cloudWatch
        .describeAlarmHistoryPaginator(r -> {})
        .alarmHistoryItems()
        .forEach(item -> history.append(item).append('\n'));
    found.put("alarm history", history.toString());
    found.put("secrets", clients.secrets.listSecrets().toString());
    found.put(
        "secret",
        clients.secrets.describeSecret(r -> r.secretId(Cloud.names().slackSecret())).toString());
  }

  /** Publishes a plain text; returns its id. */
  private String publish(String text) {
    String topic = "arn:aws:sns:us-east-1:000000000000:" + Cloud.names().alertTopic();
    return cloud.clients().sns.publish(r -> r.topicArn(topic).message(text)).messageId();
  }

  /** How the Slack function's invocations with such a message ended, oldest first. */
  private List<String> invocations(String text) {
    List<String> outcomes = new ArrayList<>();
    for (JsonNode invocation :
        cloud
            .page("invocations.json?limit=5000&function=" + Cloud.names().slackFunction())
            .get("invocations")) {
      if (invocation.get("payload").asText().contains(text)) {
        outcomes.addFirst(invocation.get("outcome").asText());
      }
    }
    return outcomes;
  }

  /** The bodies of what lies in the Slack function's failure queue. */
  private List<String> kept() {
    String url =
        cloud
            .clients()
            .sqs
            .getQueueUrl(r -> r.queueName(Cloud.names().slackFailureQueue()))
            .queueUrl();
    return cloud
        .clients()
        .sqs
        .receiveMessage(
            r ->
                r.queueUrl(url)
                    .maxNumberOfMessages(10)
                    .visibilityTimeout(0)
                    .messageAttributeNames("All"))
        .messages()
        .stream()
        .map(message -> message.body() + message.messageAttributes())
        .toList();
  }
}
