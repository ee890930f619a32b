package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.registry.MoveOutcome;
import dev.sundial.registry.Registry;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;

/** Another version comes to serve, under load and while a snapshot waits to be restored. */
@Tag(Cloud.LOCAL)
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HotSwapIT {
  private static final String ROWS = "[" + Flowers.SETOSA + "," + Flowers.VIRGINICA + "]";
  private static final List<String> TRAINERS =
      List.of("cart", "logistic-regression", "random-forest");
  private static final int CALLERS = 3;
  private static final int PROMOTIONS = 14;

  private final GuardedCloud guarded;
  private final Cloud cloud;
  private final Model iris;
  private final Registry registry;
  private final List<VersionId> good = new ArrayList<>();
  private VersionId damaged = new VersionId("20000101T000000Z-000000");

  HotSwapIT(GuardedCloud guarded) {
    this.guarded = guarded;
    this.cloud = guarded.cloud();
    this.iris = cloud.model("iris");
    this.registry =
        new Registry(
            cloud.clients().dynamo,
            Cloud.names().registryTable(),
            Clock.systemUTC(),
            new Random(1));
  }

  @BeforeAll
  void train() throws Exception {
    guarded.openWide();
    iris.put("flowers.csv", Checkout.iris());
    for (String trainer : TRAINERS) {
      good.add(iris.train("{'trainer':'" + trainer + "'}").version().orElseThrow());
    }
    damaged = iris.train("{'trainer':'cart','seed':7}").version().orElseThrow();
    promote(good.getFirst());
    damage(damaged);
  }

  private void promote(VersionId version) {
    assertThat(registry.promote(iris.name(), version, "test"))
        .isInstanceOf(MoveOutcome.Moved.class);
  }

  private void damage(VersionId version) {
    String key = iris.registry().version(iris.name(), version).orElseThrow().scorer().key();
    byte[] bytes =
        cloud
            .clients()
            .s3
            .getObjectAsBytes(r -> r.bucket(iris.artefactBucket()).key(key))
            .asByteArray();
    bytes[bytes.length / 2] ^= 1;
    cloud
        .clients()
        .s3
        .putObject(r -> r.bucket(iris.artefactBucket()).key(key), RequestBody.fromBytes(bytes));
  }

  /** What each version says of the rows, by its id. */
  private Map<String, JsonNode> right() {
    Map<String, JsonNode> right = new HashMap<>();
    for (VersionId version : good) {
      HttpResponse<String> answer =
          cloud.api("POST", "/models/iris/versions/" + version + "/predict", ROWS);
      assertThat(answer.statusCode()).as(answer::body).isEqualTo(200);
      right.put(version.value(), Cloud.parse(answer.body()));
    }
    assertThat(right.values()).as("told apart by what they answer").doesNotHaveDuplicates();
    return right;
  }

  @Test
  void everyAnswerIsOfOneCommittedVersionWhileVersionsAndDamagedOnesArePromoted() throws Exception {
    Map<String, JsonNode> right = right();
    ConcurrentLinkedQueue<HttpResponse<String>> answers = new ConcurrentLinkedQueue<>();
    AtomicBoolean over = new AtomicBoolean();
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(
          CompletableFuture.runAsync(
              () -> {
                while (!over.get()) {
                  answers.add(iris.predict(ROWS));
                }
              }));
    }
    for (int i = 1; i <= PROMOTIONS; i++) {
      promote(i % 3 == 0 ? damaged : good.get(i / 2 % good.size()));
      TimeUnit.MILLISECONDS.sleep(700);
    }
    promote(good.getLast());
    TimeUnit.MILLISECONDS.sleep(1_500);
    over.set(true);
    callers.forEach(CompletableFuture::join);

    assertThat(answers).hasSizeGreaterThan(PROMOTIONS);
    for (HttpResponse<String> answer : answers) {
      assertThat(answer.statusCode()).as(answer::body).isEqualTo(200);
      String version = answer.headers().firstValue("x-model-version").orElseThrow();
      assertThat(Cloud.parse(answer.body())).isEqualTo(right.get(version));
    }
    assertThat(answers)
        .extracting(answer -> answer.headers().firstValue("x-model-version").orElseThrow())
        .contains(right.keySet().toArray(String[]::new));
    assertThat(answers)
        .as("what a damaged version would have replaced says so")
        .anyMatch(answer -> answer.headers().firstValue("x-model-stale").isPresent());
    HttpResponse<String> last = iris.predict(ROWS);
    assertThat(last.headers().firstValue("x-model-version")).hasValue(good.getLast().value());
    assertThat(last.headers().firstValue("x-model-stale")).isEmpty();
  }

  @Test
  void aSnapshotTakenBeforeAPromotionAnswersByWhatWasPromoted() throws Exception {
    promote(good.getFirst());
    assertThat(iris.predict(ROWS).statusCode()).isEqualTo(200);
    cloud.awaitSnapshot();
    Instant promoted = Instant.now();
    promote(good.getLast());
    cloud.killPrediction();

    HttpResponse<String> first = iris.predict(ROWS);
    assertThat(first.statusCode()).as(first::body).isEqualTo(200);
    assertThat(first.headers().firstValue("x-model-version")).hasValue(good.getLast().value());
    assertThat(first.headers().firstValue("x-model-stale")).isEmpty();
    JsonNode invocation = newest();
    assertThat(invocation.get("restoreMillis").isNumber()).as("it was restored").isTrue();
    assertThat(started(invocation)).as("and begun before").isBefore(promoted);

    cloud.awaitSnapshot();
    cloud.killPrediction();
    HttpResponse<String> second = iris.predict(ROWS);
    assertThat(second.statusCode()).as(second::body).isEqualTo(200);
    assertThat(newest().get("restoreMillis").isNumber()).isTrue();
    assertThat(second.headers().firstValue("x-request-id"))
        .isNotEqualTo(first.headers().firstValue("x-request-id"));
  }

  private JsonNode newest() {
    return cloud
        .page("invocations.json?limit=1&function=" + Cloud.names().predictionFunction())
        .get("invocations")
        .get(0);
  }

  private static Instant started(JsonNode invocation) {
    return ProcessHandle.of(invocation.get("pid").asLong())
        .flatMap(process -> process.info().startInstant())
        .orElseThrow();
  }
}
