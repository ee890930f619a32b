package dev.sundial.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.iam.Access;
import dev.sundial.local.testing.SentRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqsAccessesTest {
  private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";

  private final SqsAccesses accesses = new SqsAccesses();

  @ParameterizedTest
  @CsvSource({
    "SendMessage, sqs:SendMessage, http://127.0.0.1:4566/000000000000/x",
    "SendMessageBatch, sqs:SendMessage, http://localhost/000000000000/x",
    "DeleteMessageBatch, sqs:DeleteMessage, https://sqs.us-east-1.amazonaws.com/000000000000/x",
  })
  void asksForTheQueueOfTheUrl(String operation, String action, String url) {
    assertThat(accesses.of(operation, json("{'QueueUrl':'" + url + "'}")))
        .containsExactly(Access.of(action, ARN + "x"));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sqs:us-east-1:000000000000:x, InvalidAddress",
    "x, InvalidAddress",
    "/000000000000/x, InvalidAddress",
    "http://127.0.0.1:4566/000000000000/x/, InvalidAddress",
    "http://127.0.0.1:4566/000000000000/a/x, InvalidAddress",
    "http://127.0.0.1:4566/000000000000/x?y, InvalidAddress",
    "http://127.0.0.1:4566/000000000000/*, InvalidAddress",
    "http://127.0.0.1:4566/x, InvalidAddress",
    "http://127.0.0.1:4566/999999999999/x, QueueDoesNotExist",
    "https://sqs.eu-west-1.amazonaws.com/000000000000/x, QueueDoesNotExist",
  })
  void refusesWhatIsNoUrlOfAQueueHere(String url, String code) {
    assertThatThrownBy(() -> accesses.of("SendMessage", json("{'QueueUrl':'" + url + "'}")))
        .isInstanceOfSatisfying(AwsError.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void asksForNamesAndForAllQueues() {
    assertThat(accesses.of("GetQueueUrl", json("{'QueueName':'x'}")))
        .containsExactly(Access.of("sqs:GetQueueUrl", ARN + "x"));
    assertThat(accesses.of("ListQueues", SentRequest.form("Action=ListQueues")))
        .containsExactly(Access.of("sqs:ListQueues", ARN));
    assertThatThrownBy(() -> accesses.of("CreateQueue", json("{'QueueName':'a*'}")))
        .hasMessageContaining("a*");
  }

  private static AwsRequest json(String body) {
    return SentRequest.json("AmazonSQS.Any", body);
  }
}
