package dev.sundial.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.ClientEndpoint;
import dev.sundial.local.testing.HandClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsServiceTest {
  private final HandClock clock = new HandClock("2026-11-20T10:00:00Z");
  private final Queues queues =
      new Queues(StateStore.inMemory(), clock, URI.create("http://127.0.0.1:4566"));
  private ClientEndpoint endpoint;
  private SqsClient sqs;

  @BeforeEach
  void start() throws Exception {
    endpoint = new ClientEndpoint(SqsService.of(queues));
    sqs = endpoint.client(SqsClient.builder());
  }

  @AfterEach
  void stop() throws Exception {
    sqs.close();
    endpoint.close();
  }

  private String queue(String name, Map<QueueAttributeName, String> attributes) {
    return sqs.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
  }

  private List<Message> receive(String url) {
    return sqs.receiveMessage(
            r ->
                r.queueUrl(url)
                    .maxNumberOfMessages(10)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private int number(String url, QueueAttributeName name) {
    return Integer.parseInt(
        sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(name)).attributes().get(name));
  }

  @Test
  void deliversAMessageWithItsAttributesToAClientThatChecksTheDigests() {
    String url = queue("q", Map.of());
    MessageAttributeValue binary =
        MessageAttributeValue.builder()
            .dataType("Binary")
            .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 7}))
            .build();
    MessageAttributeValue number =
        MessageAttributeValue.builder().dataType("Number.int").stringValue("42").build();
    MessageAttributeValue text =
        MessageAttributeValue.builder().dataType("String").stringValue("ü").build();
    sqs.sendMessage(
        r ->
            r.queueUrl(url)
                .messageBody("héllo")
                .messageAttributes(Map.of("b", binary, "n", number, "s", text)));

    Message message = receive(url).getFirst();

    assertThat(message.body()).isEqualTo("héllo");
    assertThat(message.messageAttributes())
        .containsEntry("b", binary)
        .containsEntry("n", number)
        .hasSize(3);
    assertThat(message.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
        .containsEntry(MessageSystemAttributeName.SENT_TIMESTAMP, "1795168800000")
        .doesNotContainKey(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
  }

  @Test
  void hidesAReceivedMessageForItsTimeOutOnTheVirtualClock() {
    String url = queue("q", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60"));
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("m"));
    String first = receive(url).getFirst().receiptHandle();
    clock.advance(Duration.ofMillis(59_999));
    assertThat(receive(url)).isEmpty();
    clock.advance(Duration.ofMillis(1));

    Message again = receive(url).getFirst();

    assertThat(again.attributes())
        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
    sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(first));
    assertThat(number(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .as("an old receipt no longer deletes")
        .isEqualTo(1);
    sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(again.receiptHandle()));
    assertThat(number(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)).isZero();
  }

  @Test
  void changesVisibilityOfMessagesInFlightOnly() {
    String url = queue("q", Map.of());
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("m"));
    String handle = receive(url).getFirst().receiptHandle();
    sqs.changeMessageVisibility(r -> r.queueUrl(url).receiptHandle(handle).visibilityTimeout(100));
    clock.advance(Duration.ofSeconds(99));
    assertThat(receive(url)).isEmpty();
    clock.advance(Duration.ofSeconds(1));

    assertThatThrownBy(
            () ->
                sqs.changeMessageVisibility(
                    r -> r.queueUrl(url).receiptHandle(handle).visibilityTimeout(0)))
        .isInstanceOf(MessageNotInflightException.class);
    assertThatThrownBy(() -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle("not a handle")))
        .isInstanceOf(ReceiptHandleIsInvalidException.class);
  }

  @Test
  void aLongPollEndsWhenTheClockMakesAMessageVisible() throws Exception {
    String url = queue("q", Map.of());
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("later").delaySeconds(900));
    assertThat(number(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)).isEqualTo(1);
    Thread mover =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Thread.sleep(100);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  clock.advance(Duration.ofSeconds(900));
                });

    List<Message> messages =
        sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20)).messages();

    mover.join();
    assertThat(messages).extracting(Message::body).containsExactly("later");
  }

  @Test
  void dropsMessagesOlderThanTheirRetention() {
    String url = queue("q", Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60"));
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("m"));
    clock.advance(Duration.ofSeconds(60));
    assertThat(number(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(number(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isZero();
  }

  @Test
  void movesAMessageReceivedTooOftenToTheDeadLetterQueue() {
    String dead = queue("dead", Map.of());
    String url =
        queue(
            "q",
            Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "0",
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\""
                    + Queues.arn("dead")
                    + "\",\"maxReceiveCount\":\"2\"}"));
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("m"));

    assertThat(receive(url)).hasSize(1);
    assertThat(receive(url)).hasSize(1);
    assertThat(receive(url)).isEmpty();

    Message message = receive(dead).getFirst();
    assertThat(message.body()).isEqualTo("m");
    assertThat(message.attributes())
        .containsEntry(
            MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN,
            "arn:aws:sqs:us-east-1:000000000000:q");
    assertThat(number(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isZero();
    assertThat(sqs.listDeadLetterSourceQueues(r -> r.queueUrl(dead)).queueUrls())
        .containsExactly(url);
  }

  @Test
  void answersABatchEntryByEntry() {
    String url = queue("q", Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024"));
    SendMessageBatchResponse response =
        sqs.sendMessageBatch(
            r ->
                r.queueUrl(url)
                    .entries(
                        SendMessageBatchRequestEntry.builder()
                            .id("fits")
                            .messageBody("x".repeat(1024))
                            .build(),
                        SendMessageBatchRequestEntry.builder()
                            .id("too-long")
                            .messageBody("x".repeat(1025))
                            .build()));

    assertThat(response.successful()).extracting(e -> e.id()).containsExactly("fits");
    assertThat(response.failed()).extracting(e -> e.id()).containsExactly("too-long");
    assertThat(response.failed().getFirst().code()).isEqualTo("InvalidParameterValue");
    assertThat(receive(url)).hasSize(1);
  }

  @Test
  void refusesByNameWhatItDoesNotDo() {
    assertThatThrownBy(() -> queue("f", Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
        .hasMessageContaining("FifoQueue");
    assertThatThrownBy(() -> queue("k", Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/x")))
        .hasMessageContaining("KmsMasterKeyId");
    String url = queue("q", Map.of());
    assertThatThrownBy(
            () -> sqs.sendMessage(r -> r.queueUrl(url).messageBody("m").messageGroupId("g")))
        .hasMessageContaining("SendMessage.MessageGroupId");
    assertThatThrownBy(() -> sqs.startMessageMoveTask(r -> r.sourceArn(Queues.arn("q"))))
        .isInstanceOf(SqsException.class)
        .hasMessageContaining("does not implement StartMessageMoveTask");
  }

  @Test
  void refusesMessagesThatSqsRefuses() {
    String url = queue("q", Map.of());
    assertThatThrownBy(() -> sqs.sendMessage(r -> r.queueUrl(url).messageBody("a\u0000b")))
        .hasMessageContaining("Invalid characters found");
    assertThatThrownBy(
            () -> sqs.sendMessage(r -> r.queueUrl(url).messageBody("x".repeat(1_048_577))))
        .hasMessageContaining("shorter than 1048576 bytes");
    sqs.sendMessage(r -> r.queueUrl(url).messageBody("x".repeat(1_048_576)));
  }

  @Test
  void knowsQueuesByName() {
    String url = queue("q", Map.of(QueueAttributeName.DELAY_SECONDS, "5"));
    assertThat(url).isEqualTo("http://127.0.0.1:4566/000000000000/q");
    assertThat(queue("q", Map.of(QueueAttributeName.DELAY_SECONDS, "5"))).isEqualTo(url);
    assertThatThrownBy(() -> queue("q", Map.of(QueueAttributeName.DELAY_SECONDS, "6")))
        .isInstanceOf(QueueNameExistsException.class);
    assertThatThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("other")))
        .isInstanceOf(QueueDoesNotExistException.class);
    queue("p", Map.of());
    assertThat(sqs.listQueuesPaginator(r -> r.maxResults(1)).queueUrls())
        .containsExactly(queues.url("p"), url);
    sqs.deleteQueue(r -> r.queueUrl(url));
    assertThatThrownBy(() -> receive(url)).isInstanceOf(QueueDoesNotExistException.class);
  }
}
