package dev.sundial.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.sundial.lean.ServiceFake;
import dev.sundial.prediction.Gateway.Answer;
import dev.sundial.scoring.ScorerFormat;
import dev.sundial.serving.IrisScorers;
import dev.sundial.serving.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class PredictionHandlerTest {
  private static final String ROW = "{\"petal length (cm)\":1.5,\"petal width (cm)\":0.25}";

  private final ServiceFake aws;
  private final ManualClock clock = new ManualClock();

  PredictionHandlerTest() throws IOException {
    aws = new ServiceFake();
  }

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void readsThePointerAndTheScorerOfTheFirstRequest() throws Exception {
    aws.replies(200, pointer("20261120T000001Z-000000")).replies(200, scorer());
    PredictionHandler handler = handler(aws.url());
    assertThat(predict(handler).version()).isEqualTo("20261120T000001Z-000000");
    assertThat(predict(handler).status()).isEqualTo(200);
    assertThat(aws.requests)
        .extracting(request -> request.method() + " " + request.path())
        .containsExactly("POST /", "GET /artefacts/models/iris/s.bin");
    assertThat(aws.requests.getFirst().text())
        .contains("\"TableName\":\"registry\"", "MODEL#iris", "\"ConsistentRead\":true");
  }

  @Test
  void answersServiceUnavailableForAScorerOfOtherBytes() throws Exception {
    aws.replies(200, pointer("20261120T000001Z-000000"))
        .replies(200, scorer().replaceFirst("setosa", "setose"));
    Answer answer = predict(handler(aws.url()));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).isEqualTo(Map.of("retry-after", "60"));
  }

  @Test
  void answersServiceUnavailableForAPointerItCannotUnderstand() throws Exception {
    aws.replies(200, pointer("not a version"));
    assertThat(predict(handler(aws.url())).status()).isEqualTo(503);
  }

  @Test
  void answersWhatIsNoProxyEventWithAClearError() throws Exception {
    for (String event : new String[] {"{}", "", "[1", "{\"Records\":[]}"}) {
      ByteArrayOutputStream response = new ByteArrayOutputStream();
      handler(aws.url())
          .handleRequest(
              new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
              response,
              new Invocation("invocation"));
      Answer answer = Gateway.answer(response.toByteArray(), "invocation");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("API Gateway");
    }
    assertThat(aws.requests).isEmpty();
  }

  @Test
  void isPrimedWithoutNetworkAndServesAfterwards() throws Exception {
    aws.close();
    PredictionHandler handler = handler(aws.url());
    handler.beforeCheckpoint(NONE);
    handler.afterRestore(NONE);
    assertThat(predict(handler).status()).isEqualTo(503);
  }

  @Test
  void isPrimedWithoutAModel() throws Exception {
    aws.replies(200, "{}");
    PredictionHandler handler = handler(aws.url());
    handler.beforeCheckpoint(NONE);
    assertThat(aws.requests).hasSize(1);
    aws.replies(200, "{}");
    assertThat(predict(handler).status()).isEqualTo(503);
  }

  @Test
  void readsThePointerAgainAfterASnapshotAndLoadsOnlyWhatMoved() throws Exception {
    aws.replies(200, pointer("20261120T000001Z-000000")).replies(200, scorer());
    PredictionHandler handler = handler(aws.url());
    handler.beforeCheckpoint(NONE);
    assertThat(aws.requests).hasSize(2);
    assertThat(aws.requests).allMatch(request -> request.header("connection").equals("close"));
    handler.afterRestore(NONE);
    aws.replies(200, pointer("20261120T000001Z-000000"));
    assertThat(predict(handler).version()).isEqualTo("20261120T000001Z-000000");
    assertThat(aws.requests).hasSize(3);
    handler.afterRestore(NONE);
    aws.replies(200, pointer("20261120T000002Z-000000")).replies(200, scorer());
    assertThat(predict(handler).version()).isEqualTo("20261120T000002Z-000000");
  }

  @Test
  void restoresOfOneSnapshotShareNoConnectionCredentialsIdOrSeed() throws Exception {
    aws.replies(200, pointer("20261120T000001Z-000000")).replies(200, scorer());
    AtomicInteger providers = new AtomicInteger();
    PredictionHandler handler =
        handler(
            aws.url(),
            () -> {
              String key = "key-" + providers.incrementAndGet();
              return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret"));
            });
    handler.beforeCheckpoint(NONE);
    assertThat(aws.requests)
        .allMatch(request -> request.header("connection").equals("close"))
        .allMatch(request -> request.header("authorization").contains("Credential=key-1/"));

    List<String> ids = new ArrayList<>();
    for (String key : List.of("Credential=key-2/", "Credential=key-3/")) {
      handler.afterRestore(NONE);
      aws.requests.clear();
      aws.replies(200, pointer("20261120T000001Z-000000"));
      ids.add(predictWithoutId(handler, "invocation-" + key));
      assertThat(aws.requests)
          .hasSize(1)
          .allMatch(request -> request.header("authorization").contains(key));
    }
    assertThat(ids).containsExactly("invocation-Credential=key-2/", "invocation-Credential=key-3/");
  }

  /** A generator that is made before a snapshot goes on the same way in each restore of it. */
  @Test
  void noClassOfTheFunctionKeepsAGeneratorOfNumbersOrIds() throws Exception {
    Path classes =
        Path.of(
            PredictionHandler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".class")).toList();
      assertThat(all).hasSizeGreaterThan(50);
      for (Path file : all) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.getFileName().toString())
            .doesNotContain(
                "java/util/concurrent/ThreadLocalRandom",
                "java/util/Random",
                "java/util/SplittableRandom",
                "java/util/random/",
                "java/util/UUID",
                "Ljava/security/SecureRandom;");
      }
    }
  }

  private static final org.crac.Context<org.crac.Resource> NONE =
      new org.crac.Context<>() {
        @Override
        public void beforeCheckpoint(org.crac.Context<? extends org.crac.Resource> context) {}

        @Override
        public void afterRestore(org.crac.Context<? extends org.crac.Resource> context) {}

        @Override
        public void register(org.crac.Resource resource) {}
      };

  private PredictionHandler handler(String url) {
    return handler(
        url, () -> StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
  }

  private PredictionHandler handler(String url, Supplier<AwsCredentialsProvider> credentials) {
    return new PredictionHandler(
        Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ENDPOINT_URL", url,
            "SUNDIAL_STAGE", "local",
            "SUNDIAL_REGISTRY_TABLE", "registry",
            "SUNDIAL_ARTEFACT_BUCKET", "artefacts",
            "SUNDIAL_MODELS", "iris"),
        credentials,
        clock);
  }

  private static Answer predict(PredictionHandler handler) throws IOException {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    byte[] event = Priming.event("POST", "/predict", "application/json", ROW);
    handler.handleRequest(new ByteArrayInputStream(event), response, new Invocation("invocation"));
    return Gateway.answer(response.toByteArray(), "c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
  }

  /** Asks without the gateway's id; the id that the answer has. */
  private static String predictWithoutId(PredictionHandler handler, String invocation)
      throws IOException {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    byte[] event =
        new String(
                Priming.event("POST", "/predict", "application/json", ROW), StandardCharsets.UTF_8)
            .replaceFirst("\"requestId\":\"[^\"]*\"", "\"requestId\":null")
            .getBytes(StandardCharsets.UTF_8);
    handler.handleRequest(new ByteArrayInputStream(event), response, new Invocation(invocation));
    return response
        .toString(StandardCharsets.UTF_8)
        .replaceFirst("(?s).*x-request-id\":\"([^\"]*).*", "$1");
  }

  /** A scorer whose bytes are all ASCII would be luck: ISO-8859-1 carries any. */
  private static String scorer() {
    return new String(ScorerFormat.write(IrisScorers.tree()), StandardCharsets.ISO_8859_1);
  }

  private static String pointer(String version) throws Exception {
    byte[] bytes = ScorerFormat.write(IrisScorers.tree());
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    return """
        {"Item":{"pk":{"S":"MODEL#iris"},"sk":{"S":"POINTER"},
          "ledgerSeq":{"N":"1"},"drainedSeq":{"N":"1"},"pinnedByHand":{"BOOL":false},
          "championId":{"S":"%s"},"latestId":{"S":"20261120T000002Z-000000"},
          "championSince":{"S":"2026-11-20T00:00:01Z"},
          "scorerRef":{"M":{"role":{"S":"scorer"},"format":{"S":"sundial-scorer/1"},
            "key":{"S":"models/iris/s.bin"},"sha256":{"S":"%s"},"bytes":{"N":"%d"}}}}}
        """
        .formatted(version, hash, bytes.length);
  }

  /** An invocation by its id. */
  private record Invocation(String id) implements Context {
    @Override
    public String getAwsRequestId() {
      return id;
    }

    @Override
    public String getLogGroupName() {
      return "group";
    }

    @Override
    public String getLogStreamName() {
      return "stream";
    }

    @Override
    public String getFunctionName() {
      return "prediction";
    }

    @Override
    public String getFunctionVersion() {
      return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "arn:aws:lambda:us-east-1:000000000000:function:prediction:live";
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getRemainingTimeInMillis() {
      return 10_000;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 1024;
    }

    @Override
    public LambdaLogger getLogger() {
      throw new UnsupportedOperationException();
    }
  }
}
