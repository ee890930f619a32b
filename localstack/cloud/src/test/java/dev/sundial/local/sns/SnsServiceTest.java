package dev.sundial.local.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.inbox.Mail;
import dev.sundial.local.inbox.MailInbox;
import dev.sundial.local.sqs.MessageAttribute;
import dev.sundial.local.sqs.PeekedMessage;
import dev.sundial.local.sqs.Queues;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;

class SnsServiceTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:slack";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final VirtualTime time = new VirtualTime("2026-11-20T10:00:00Z");
  private final StateStore store = StateStore.inMemory();
  private final Queues queues =
      new Queues(store, time.clock(), URI.create("http://127.0.0.1:4566"));
  private final RecordingFunctions functions = new RecordingFunctions(time.clock());
  private final MailInbox mail = new MailInbox(store);
  private final List<String> forbidden = new CopyOnWriteArrayList<>();
  private ClientEndpoint endpoint;
  private Sns sns;
  private SnsClient client;
  private String topic;

  @BeforeEach
  void start() throws Exception {
    sns = sns(time, "http://127.0.0.1:4566");
    endpoint = new ClientEndpoint(sns.service());
    client = endpoint.client(SnsClient.builder());
    topic = client.createTopic(r -> r.name("alarms")).topicArn();
  }

  private Sns sns(VirtualTime at, String address) {
    return new Sns(
        store,
        at.timeline(),
        new Topics(store, at.clock()),
        functions,
        queues,
        mail,
        (source, action, resource) -> {
          if (forbidden.contains(resource)) {
            throw new AwsError(403, "AccessDeniedException", "no " + action);
          }
        },
        URI.create(address));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    endpoint.close();
  }

  private String subscribeQueue(String name, Map<String, String> attributes) {
    queues.ensure(name);
    return client
        .subscribe(
            r -> r.topicArn(topic).protocol("sqs").endpoint(QUEUE + name).attributes(attributes))
        .subscriptionArn();
  }

  private List<String> bodies(String queue) throws InterruptedException {
    time.timeline().activity().awaitQuiet();
    return queues.peek(queue, 10).stream().map(PeekedMessage::body).toList();
  }

  @Test
  void publishesToAQueueInAnEnvelope() throws Exception {
    String subscription = subscribeQueue("q", Map.of());

    String id =
        client
            .publish(
                r ->
                    r.topicArn(topic)
                        .subject("Model stale")
                        .message("{\"a\":1}")
                        .messageAttributes(
                            Map.of(
                                "stage",
                                MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue("local")
                                    .build())))
            .messageId();

    JsonNode body = MAPPER.readTree(bodies("q").getFirst());
    assertThat(body.path("Type").asText()).isEqualTo("Notification");
    assertThat(body.path("MessageId").asText()).isEqualTo(id);
    assertThat(body.path("TopicArn").asText()).isEqualTo(topic);
    assertThat(body.path("Subject").asText()).isEqualTo("Model stale");
    assertThat(body.path("Message").asText()).isEqualTo("{\"a\":1}");
    assertThat(body.path("Timestamp").asText()).isEqualTo("2026-11-20T10:00:00.000Z");
    assertThat(body.at("/MessageAttributes/stage/Type").asText()).isEqualTo("String");
    assertThat(body.at("/MessageAttributes/stage/Value").asText()).isEqualTo("local");
    assertThat(body.path("UnsubscribeURL").asText()).contains("Action=Unsubscribe");
    assertThat(subscription).startsWith(topic + ":");
  }

  @Test
  void publishesRawWithTheAttributes() throws Exception {
    subscribeQueue("q", Map.of("RawMessageDelivery", "true"));

    client.publish(
        r ->
            r.topicArn(topic)
                .message("plain")
                .messageAttributes(
                    Map.of(
                        "n",
                        MessageAttributeValue.builder()
                            .dataType("Number")
                            .stringValue("7")
                            .build())));

    assertThat(bodies("q")).containsExactly("plain");
    assertThat(queues.peek("q", 1).getFirst().attributes())
        .containsExactly(Map.entry("n", new MessageAttribute("Number", "7", null)));
  }

  @Test
  void invokesAFunctionWithOneRecord() throws Exception {
    String subscription =
        client
            .subscribe(r -> r.topicArn(topic).protocol("lambda").endpoint(FUNCTION))
            .subscriptionArn();

    client.publish(r -> r.topicArn(topic).message("hello"));
    time.timeline().activity().awaitQuiet();

    assertThat(functions.calls()).hasSize(1);
    String call = functions.calls().getFirst();
    JsonNode record = MAPPER.readTree(call.substring(call.indexOf('{'))).path("Records").path(0);
    assertThat(record.path("EventSource").asText()).isEqualTo("aws:sns");
    assertThat(record.path("EventVersion").asText()).isEqualTo("1.0");
    assertThat(record.path("EventSubscriptionArn").asText()).isEqualTo(subscription);
    assertThat(record.path("Sns").propertyStream().map(Map.Entry::getKey))
        .containsExactly(
            "Type",
            "MessageId",
            "TopicArn",
            "Subject",
            "Message",
            "Timestamp",
            "SignatureVersion",
            "Signature",
            "SigningCertUrl",
            "UnsubscribeUrl",
            "MessageAttributes");
    assertThat(record.at("/Sns/Subject").isNull()).isTrue();
    assertThat(record.at("/Sns/Message").asText()).isEqualTo("hello");
  }

  @Test
  void givesUpAtOnceWhenAFunctionDoesNotAllowIt() throws Exception {
    queues.ensure("dead");
    client.subscribe(
        r ->
            r.topicArn(topic)
                .protocol("lambda")
                .endpoint(FUNCTION)
                .attributes(
                    Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + QUEUE + "dead\"}")));
    forbidden.add(FUNCTION);

    client.publish(r -> r.topicArn(topic).message("lost"));

    assertThat(MAPPER.readTree(bodies("dead").getFirst()).path("Message").asText())
        .isEqualTo("lost");
    assertThat(functions.calls()).isEmpty();
  }

  @Test
  void triesAManagedEndpointThreeTimesAtOnceThenEverySecondThenLater() throws Exception {
    client.subscribe(r -> r.topicArn(topic).protocol("lambda").endpoint(FUNCTION));
    functions.refuse(new AwsError(500, "ServiceException", "down"));

    client.publish(r -> r.topicArn(topic).message("m"));
    time.advance(Duration.ZERO);
    assertThat(functions.calls()).hasSize(4);
    time.advance(Duration.ofSeconds(2));
    assertThat(functions.calls()).hasSize(6);
    time.advance(Duration.ofMillis(999));
    assertThat(functions.calls()).hasSize(6);
    time.advance(Duration.ofMillis(1));
    assertThat(functions.calls()).hasSize(7);
  }

  @Test
  void deliversAfterAKillWhatItHadTaken() throws Exception {
    client.subscribe(r -> r.topicArn(topic).protocol("lambda").endpoint(FUNCTION));
    functions.refuse(new AwsError(500, "ServiceException", "down"));
    client.publish(r -> r.topicArn(topic).message("m"));
    time.timeline().activity().awaitQuiet();
    int before = functions.calls().size();

    VirtualTime later = new VirtualTime(time);
    sns(later, "http://127.0.0.1:4566").start();
    later.advance(Duration.ZERO);

    assertThat(functions.calls()).hasSizeGreaterThan(before);
  }

  @Test
  void asksAnHttpServerToConfirmThenRetriesItThreeTimes() throws Exception {
    List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    List<String> types = new CopyOnWriteArrayList<>();
    Queue<Integer> answers = new ArrayDeque<>(List.of(200, 500, 429, 503, 500, 404));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(MAPPER.readTree(exchange.getRequestBody()));
          types.add(exchange.getRequestHeaders().getFirst("x-amz-sns-message-type"));
          exchange.sendResponseHeaders(answers.remove(), -1);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
      String answer =
          client
              .subscribe(r -> r.topicArn(topic).protocol("http").endpoint(address))
              .subscriptionArn();
      time.timeline().activity().awaitQuiet();
      assertThat(answer).isEqualTo("pending confirmation");
      assertThat(types).containsExactly("SubscriptionConfirmation");
      String link = bodies.getFirst().path("SubscribeURL").asText();
      assertThat(link).startsWith("http://127.0.0.1:4566/?Action=ConfirmSubscription");
      client.publish(r -> r.topicArn(topic).message("too early"));
      time.timeline().activity().awaitQuiet();
      assertThat(types).hasSize(1);

      HttpResponse<String> confirmed = follow(link);

      assertThat(confirmed.statusCode()).isEqualTo(200);
      assertThat(confirmed.body()).contains("<SubscriptionArn>" + topic + ":");
      client.publish(r -> r.topicArn(topic).message("m"));
      time.timeline().activity().awaitQuiet();
      assertThat(types).hasSize(2);
      time.advance(Duration.ofMillis(19_999));
      assertThat(types).hasSize(2);
      time.advance(Duration.ofMinutes(10));
      assertThat(types).hasSize(5);
      client.publish(r -> r.topicArn(topic).message("refused"));
      time.advance(Duration.ofMinutes(10));
      assertThat(types).hasSize(6);
    } finally {
      server.stop(0);
    }
  }

  private HttpResponse<String> follow(String link) throws Exception {
    String here = link.replace("http://127.0.0.1:4566", endpoint.uri().toString());
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(here)).build(),
          HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void mailsWhoConfirmedByTheLink() throws Exception {
    client.subscribe(r -> r.topicArn(topic).protocol("email").endpoint("ops@example.com"));
    time.timeline().activity().awaitQuiet();
    Mail invitation = mail.newest(1).getFirst();
    assertThat(invitation.subject()).isEqualTo("AWS Notification - Subscription Confirmation");

    assertThat(follow(String.valueOf(invitation.link())).statusCode()).isEqualTo(200);
    client.publish(r -> r.topicArn(topic).subject("Stale").message("iris is stale"));
    time.timeline().activity().awaitQuiet();

    Mail news = mail.newest(1).getFirst();
    assertThat(news.to()).isEqualTo("ops@example.com");
    assertThat(news.subject()).isEqualTo("Stale");
    assertThat(news.body()).startsWith("iris is stale\n");
  }

  @Test
  void refusesATokenThatIsTwoDaysOld() throws Exception {
    client.subscribe(r -> r.topicArn(topic).protocol("email").endpoint("ops@example.com"));
    time.timeline().activity().awaitQuiet();
    String link = String.valueOf(mail.newest(1).getFirst().link());
    time.clock().advance(Duration.ofDays(2).plusMillis(1));

    assertThat(follow(link).statusCode()).isEqualTo(400);
  }

  @Test
  void filtersByAttributesAndByBody() throws Exception {
    subscribeQueue("red", Map.of("FilterPolicy", "{\"state\":[{\"prefix\":\"AL\"}]}"));
    subscribeQueue(
        "hot",
        Map.of(
            "FilterPolicyScope", "MessageBody",
            "FilterPolicy", "{\"age\":{\"hours\":[{\"numeric\":[\">\",36]}]}}"));

    client.publish(
        r ->
            r.topicArn(topic)
                .message("{\"age\":{\"hours\":36}}")
                .messageAttributes(
                    Map.of(
                        "state",
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue("ALARM")
                            .build())));
    client.publish(r -> r.topicArn(topic).message("{\"age\":{\"hours\":36.01}}"));
    client.publish(r -> r.topicArn(topic).message("not JSON"));

    assertThat(bodies("red")).hasSize(1);
    assertThat(bodies("hot")).hasSize(1);
  }

  @Test
  void refusesOperatorsByName() {
    assertThatThrownBy(
            () ->
                subscribeQueue("q", Map.of("FilterPolicy", "{\"ip\":[{\"cidr\":\"10.0.0.0/8\"}]}")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("cidr");
    assertThatThrownBy(() -> client.createTopic(r -> r.name("a.fifo")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("FIFO");
    assertThatThrownBy(
            () -> client.subscribe(r -> r.topicArn(topic).protocol("sms").endpoint("+49")))
        .hasMessageContaining("sms");
    assertThatThrownBy(
            () ->
                client.subscribe(
                    r -> r.topicArn(topic).protocol("http").endpoint("http://example.com/")))
        .hasMessageContaining("loopback");
  }

  @Test
  void sendsEachProtocolItsOwnText() throws Exception {
    subscribeQueue("q", Map.of("RawMessageDelivery", "true"));
    client.subscribe(r -> r.topicArn(topic).protocol("lambda").endpoint(FUNCTION));

    client.publish(
        r ->
            r.topicArn(topic)
                .messageStructure("json")
                .message("{\"default\":\"d\",\"sqs\":\"for queues\"}"));

    assertThat(bodies("q")).containsExactly("for queues");
    assertThat(functions.calls().getFirst()).contains("\"Message\":\"d\"");
    assertThatThrownBy(
            () ->
                client.publish(
                    r -> r.topicArn(topic).messageStructure("json").message("{\"sqs\":\"x\"}")))
        .hasMessageContaining("No default entry");
  }

  @Test
  void publishesABatchAndTellsWhatFailed() throws Exception {
    subscribeQueue("q", Map.of("RawMessageDelivery", "true"));

    PublishBatchResponse response =
        client.publishBatch(
            r ->
                r.topicArn(topic)
                    .publishBatchRequestEntries(
                        PublishBatchRequestEntry.builder().id("a").message("one").build(),
                        PublishBatchRequestEntry.builder()
                            .id("b")
                            .message("two")
                            .subject("line\nbreak")
                            .build()));

    assertThat(response.successful()).extracting(one -> one.id()).containsExactly("a");
    assertThat(response.failed()).extracting(one -> one.id()).containsExactly("b");
    assertThat(bodies("q")).containsExactly("one");
  }

  @Test
  void boundsAMessageAndItsSubject() {
    String longest = "x".repeat(262_144);
    assertThat(client.publish(r -> r.topicArn(topic).message(longest)).messageId()).isNotEmpty();
    assertThatThrownBy(() -> client.publish(r -> r.topicArn(topic).message(longest + "x")))
        .hasMessageContaining("Message too long");
    assertThat(
            client
                .publish(r -> r.topicArn(topic).message("m").subject("s".repeat(100)))
                .messageId())
        .isNotEmpty();
    assertThatThrownBy(
            () -> client.publish(r -> r.topicArn(topic).message("m").subject("s".repeat(101))))
        .hasMessageContaining("Subject");
    assertThatThrownBy(() -> client.publish(r -> r.topicArn(topic).message("")))
        .hasMessageContaining("Empty message");
    assertThatThrownBy(() -> client.publish(r -> r.topicArn(topic + "x").message("m")))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void refusesByNameWhatIsSentToPhones() {
    assertThatThrownBy(() -> client.publish(r -> r.phoneNumber("+12025550123").message("m")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("does not implement SMS");
    assertThatThrownBy(
            () ->
                client.publish(
                    r ->
                        r.targetArn("arn:aws:sns:us-east-1:000000000000:endpoint/GCM/app/1")
                            .message("m")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("does not implement mobile push");
    assertThat(client.publish(r -> r.targetArn(topic).message("m")).messageId()).isNotEmpty();
  }

  private void publishWith(String attribute) {
    client.publish(
        r ->
            r.topicArn(topic)
                .message("m")
                .messageAttributes(
                    Map.of(
                        attribute,
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue("v")
                            .build())));
  }

  @Test
  void refusesAttributesThatAwsKeepsForItself() throws Exception {
    subscribeQueue("q", Map.of("RawMessageDelivery", "true"));
    for (String name : List.of("AWS.x", "aws.SNS.SMS.SMSType", "Amazon.x", "aMaZoN.x")) {
      assertThatThrownBy(() -> publishWith(name))
          .hasMessageContaining("reserved for use by Amazon");
    }
    for (String name : List.of("AWS.SNS.SMS.SMSType", "AWS.SNS.MOBILE.APNS.TTL")) {
      assertThatThrownBy(() -> publishWith(name))
          .hasMessageContaining("does not implement the message attribute " + name);
    }
    assertThat(bodies("q")).isEmpty();
    publishWith("AWSx");
    publishWith("x.AWS.y");
    assertThat(bodies("q")).hasSize(2);
  }

  @Test
  void refusesTokensThatAreMadeUpAndTagKeysOfAws() {
    String token = "cnViYmlzaA==";
    assertThatThrownBy(() -> client.listTopics(r -> r.nextToken(token)))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> client.listSubscriptions(r -> r.nextToken(token)))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(
            () -> client.listSubscriptionsByTopic(r -> r.topicArn(topic).nextToken(token)))
        .isInstanceOf(InvalidParameterException.class);
    Tag tag = Tag.builder().key("aws:team").value("ml").build();
    assertThatThrownBy(() -> client.tagResource(r -> r.resourceArn(topic).tags(tag)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("aws:team");
    assertThatThrownBy(() -> client.createTopic(r -> r.name("other").tags(tag)))
        .isInstanceOf(InvalidParameterException.class);
    assertThat(client.listTopics().topics()).hasSize(1);
  }

  @Test
  void listsAndDescribes() {
    String arn = subscribeQueue("q", Map.of("FilterPolicy", "{\"a\":[\"b\"]}"));
    client.subscribe(r -> r.topicArn(topic).protocol("email").endpoint("a@example.com"));

    assertThat(client.listTopics().topics()).extracting(t -> t.topicArn()).containsExactly(topic);
    assertThat(client.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions())
        .extracting(Subscription::subscriptionArn)
        .containsExactlyInAnyOrder(arn, "PendingConfirmation");
    assertThat(client.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes())
        .containsEntry("FilterPolicyScope", "MessageAttributes")
        .containsEntry("PendingConfirmation", "false");
    assertThat(client.getTopicAttributes(r -> r.topicArn(topic)).attributes())
        .containsEntry("SubscriptionsConfirmed", "1")
        .containsEntry("SubscriptionsPending", "1")
        .containsEntry("Owner", "000000000000");
    client.setTopicAttributes(
        r -> r.topicArn(topic).attributeName("DisplayName").attributeValue("Alarms"));
    client.tagResource(
        r -> r.resourceArn(topic).tags(Tag.builder().key("team").value("ml").build()));
    assertThat(client.listTagsForResource(r -> r.resourceArn(topic)).tags())
        .extracting(Tag::value)
        .containsExactly("ml");
    client.unsubscribe(r -> r.subscriptionArn(arn));
    assertThat(client.getTopicAttributes(r -> r.topicArn(topic)).attributes())
        .containsEntry("DisplayName", "Alarms")
        .containsEntry("SubscriptionsDeleted", "1");
    client.deleteTopic(r -> r.topicArn(topic));
    assertThat(client.listSubscriptions().subscriptions()).isEmpty();
    client.deleteTopic(r -> r.topicArn(topic));
  }

  @Test
  void servicesCannotUseTheKeyOfAws() {
    client.setTopicAttributes(
        r -> r.topicArn(topic).attributeName("KmsMasterKeyId").attributeValue("alias/aws/sns"));

    assertThatThrownBy(() -> sns.publishAsService(topic, null, "m", Map.of()))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("AWSKMS");
    assertThat(client.publish(r -> r.topicArn(topic).message("m")).messageId()).isNotEmpty();
  }
}
