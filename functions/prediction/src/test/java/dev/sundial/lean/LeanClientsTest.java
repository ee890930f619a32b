package dev.sundial.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sundial.aws.CallLimits;
import dev.sundial.serving.ManualClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LeanClientsTest {
  private static final String SECRET = "wJalrXUtnFEMI";
  private static final AwsCredentialsProvider KEYS =
      StaticCredentialsProvider.create(
          AwsSessionCredentials.create("AKIDEXAMPLE", SECRET, "token"));
  private static final GetItemRequest GET =
      GetItemRequest.builder()
          .tableName("registry")
          .key(Map.of("pk", AttributeValue.fromS("MODEL#\"é\"")))
          .consistentRead(true)
          .build();

  private final ManualClock clock = new ManualClock();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ServiceFake service;
  private final Endpoints endpoints;

  LeanClientsTest() throws IOException {
    service = new ServiceFake();
    endpoints =
        new Endpoints(Map.of("AWS_REGION", "eu-central-1", "AWS_ENDPOINT_URL", service.url()));
  }

  @AfterEach
  void close() {
    service.close();
    threads.shutdownNow();
  }

  @Test
  void asksDynamoDbInItsJsonSignedAsItArrives() throws Exception {
    service.replies(200, "{}");
    dynamoDb(limits(1)).getItem(GET);
    ServiceFake.Request request = service.requests.getFirst();
    assertThat(request.method() + " " + request.path()).isEqualTo("POST /");
    assertThat(request.header("x-amz-target")).isEqualTo("DynamoDB_20120810.GetItem");
    assertThat(request.header("content-type")).isEqualTo("application/x-amz-json-1.0");
    assertThat(request.header("x-amz-security-token")).isEqualTo("token");
    assertThat(request.text())
        .isEqualTo(
            "{\"TableName\":\"registry\",\"Key\":{\"pk\":{\"S\":\"MODEL#\\\"é\\\"\"}},"
                + "\"ConsistentRead\":true}");
    List<String> claim = Signatures.verified(request, SECRET);
    assertThat(claim.subList(0, 2))
        .containsExactly("AKIDEXAMPLE", "20261120/eu-central-1/dynamodb/aws4_request");
    assertThat(claim.get(2)).contains("host").contains("x-amz-target").contains("x-amz-date");
  }

  @Test
  void readsEveryTypeOfAttribute() {
    service.replies(
        200,
        """
        {"ConsumedCapacity":{"Units":1},"Item":{
          "s":{"S":"text"},"n":{"N":"1.5"},"t":{"BOOL":true},"nothing":{"NULL":true},
          "ss":{"SS":["a","b"]},"ns":{"NS":["1"]},
          "l":{"L":[{"S":"x"},{"M":{}}]},"m":{"M":{"deep":{"M":{"s":{"S":"y"}}}}}}}
        """);
    assertThat(dynamoDb(limits(1)).getItem(GET).item())
        .isEqualTo(
            Map.of(
                "s", AttributeValue.fromS("text"),
                "n", AttributeValue.fromN("1.5"),
                "t", AttributeValue.fromBool(true),
                "nothing", AttributeValue.fromNul(true),
                "ss", AttributeValue.fromSs(List.of("a", "b")),
                "ns", AttributeValue.fromNs(List.of("1")),
                "l",
                    AttributeValue.fromL(
                        List.of(AttributeValue.fromS("x"), AttributeValue.fromM(Map.of()))),
                "m",
                    AttributeValue.fromM(
                        Map.of(
                            "deep",
                            AttributeValue.fromM(Map.of("s", AttributeValue.fromS("y")))))));
  }

  @Test
  void tellsAMissingItemFromAnEmptyOne() {
    service.replies(200, "{}").replies(200, "{\"Item\":{}}");
    assertThat(dynamoDb(limits(1)).getItem(GET).hasItem()).isFalse();
    GetItemResponse empty = dynamoDb(limits(1)).getItem(GET);
    assertThat(empty.hasItem()).isTrue();
    assertThat(empty.item()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"Item\":",
        "[]",
        "{\"Item\":[]}",
        "{\"Item\":{\"a\":\"b\"}}",
        "{\"Item\":{\"a\":{}}}",
        "{\"Item\":{\"a\":{\"B\":\"YQ==\"}}}",
        "{\"Item\":{\"a\":{\"S\":\"x\",\"N\":\"1\"}}}"
      })
  void refusesRepliesThatAreNoItem(String body) {
    service.replies(200, body);
    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(() -> dynamoDb(limits(1)).getItem(GET));
  }

  @Test
  void refusesAReplyWithAnotherChecksum() {
    service
        .replies(200, Map.of("x-amz-crc32", "2745614147"), "{}", 0)
        .replies(200, Map.of("x-amz-crc32", "2745614148"), "{}", 0);
    assertThat(dynamoDb(limits(1)).getItem(GET).hasItem()).isFalse();
    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(() -> dynamoDb(limits(1)).getItem(GET))
        .withMessageContaining("checksum");
  }

  @ParameterizedTest
  @CsvSource({
    "500, InternalServerError",
    "503, ServiceUnavailable",
    "429, TooMany",
    "400, com.amazonaws.dynamodb.v20120810#ThrottlingException",
    "400, com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"
  })
  void asksAgainWhenThatMayHelp(int status, String type) {
    service.replies(status, "{\"__type\":\"" + type + "\"}").replies(200, "{\"Item\":{}}");
    assertThat(dynamoDb(limits(2)).getItem(GET).hasItem()).isTrue();
    assertThat(service.requests).hasSize(2);
  }

  @Test
  void asksNoOftenerThanItMay() {
    service.replies(500, "a").replies(500, "b").replies(500, "c");
    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(() -> dynamoDb(limits(2)).getItem(GET))
        .withMessageContaining("500 b")
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(500));
    assertThat(service.requests).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"400, ResourceNotFoundException", "403, AccessDeniedException", "301, Moved"})
  void doesNotAskAgainWhenThatCannotHelp(int status, String type) {
    service.replies(status, "{\"__type\":\"" + type + "\"}").replies(200, "{}");
    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(() -> dynamoDb(limits(3)).getItem(GET))
        .withMessageContaining(type);
    assertThat(service.requests).hasSize(1);
  }

  @Test
  void givesUpOnASlowReply() {
    service.replies(200, Map.of(), "{}", 5_000);
    CallLimits soon =
        new CallLimits(Duration.ofMillis(100), Duration.ofMillis(50), Duration.ofMillis(100), 1);
    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(() -> dynamoDb(soon).getItem(GET))
        .withMessageContaining("timed out");
  }

  @Test
  void saysWhenNobodyAnswers() {
    service.close();
    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(() -> dynamoDb(limits(2)).getItem(GET))
        .withMessageContaining("GetItem failed");
  }

  @Test
  void readsAnObjectSignedAsItArrives() throws Exception {
    service.replies(200, "scorer");
    String read =
        new String(
            s3(limits(1))
                .getObject(r -> r.bucket("artefacts").key("models/a b/ü+1/x.bin"))
                .readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(read).isEqualTo("scorer");
    ServiceFake.Request request = service.requests.getFirst();
    assertThat(request.path()).isEqualTo("/artefacts/models/a%20b/%C3%BC%2B1/x.bin");
    assertThat(request.header("x-amz-content-sha256"))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Signatures.verified(request, SECRET).get(1))
        .isEqualTo("20261120/eu-central-1/s3/aws4_request");
  }

  @Test
  void saysHowLongAnObjectIs() throws Exception {
    service.replies(200, "scorer");
    try (var object = s3(limits(1)).getObject(r -> r.bucket("b").key("k"))) {
      assertThat(object.response().contentLength()).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @CsvSource({"403", "404"})
  void saysThatAnObjectIsMissingOrForbidden(int status) {
    service.replies(status, "<Error/>");
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> s3(limits(2)).getObject(r -> r.bucket("b").key("k")))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(status));
  }

  @Test
  void refusesEveryOtherOperation() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> dynamoDb(limits(1)).listTables());
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> s3(limits(1)).listBuckets());
  }

  @Test
  void closesConnectionsThatMustNotOutliveIt() {
    service.replies(200, "{}").replies(200, "{}");
    new LeanDynamoDb(
            endpoints, new SignedHttp("dynamodb", "eu-central-1", KEYS, limits(1), clock, false))
        .getItem(GET);
    dynamoDb(limits(1)).getItem(GET);
    assertThat(service.requests.getFirst().header("connection")).isEqualTo("close");
    assertThat(service.requests.getLast().header("connection")).isEqualTo("keep-alive");
  }

  /** The server here keeps its end open and does not say that it closes it. */
  @ParameterizedTest
  @CsvSource({"dynamodb, 200", "dynamodb, 400", "s3, 200", "s3, 403"})
  void closesThemItselfWhateverTheServerDoes(String name, int status) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Future<Integer> afterTheReply = threads.submit(() -> repliesAndReadsOn(server, status));
      Endpoints there =
          new Endpoints(
              Map.of(
                  "AWS_REGION",
                  "eu-central-1",
                  "AWS_ENDPOINT_URL",
                  "http://127.0.0.1:" + server.getLocalPort()));
      SignedHttp http = new SignedHttp(name, "eu-central-1", KEYS, limits(1), clock, false);
      Throwable thrown =
          catchThrowable(
              () -> {
                if (name.equals("s3")) {
                  new LeanS3(there, http)
                      .getObject(
                          get -> get.bucket("b").key("k"), ResponseTransformer.toInputStream())
                      .close();
                } else {
                  new LeanDynamoDb(there, http).getItem(GET);
                }
              });
      assertThat(thrown == null).isEqualTo(status == 200);
      assertThat(afterTheReply.get()).as("end of the connection").isEqualTo(-1);
    }
  }

  /** What comes on the same connection after a request was answered. */
  private static int repliesAndReadsOn(ServerSocket server, int status) throws IOException {
    try (Socket socket = server.accept()) {
      socket.setSoTimeout(2_000);
      InputStream in = socket.getInputStream();
      String head = "";
      while (!head.endsWith("\r\n\r\n")) {
        head += (char) in.read();
      }
      Matcher length = Pattern.compile("(?i)content-length: *(\\d+)").matcher(head);
      in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
      socket
          .getOutputStream()
          .write(
              ("HTTP/1.1 " + status + " X\r\nContent-Length: 2\r\n\r\n{}")
                  .getBytes(StandardCharsets.US_ASCII));
      return in.read();
    }
  }

  private static CallLimits limits(int attempts) {
    return new CallLimits(
        Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20), attempts);
  }

  private LeanDynamoDb dynamoDb(CallLimits limits) {
    return new LeanDynamoDb(
        endpoints, new SignedHttp("dynamodb", "eu-central-1", KEYS, limits, clock, true));
  }

  private LeanS3 s3(CallLimits limits) {
    return new LeanS3(endpoints, new SignedHttp("s3", "eu-central-1", KEYS, limits, clock, true));
  }
}
