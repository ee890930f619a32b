package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.lifecycle.RunId;
import dev.sundial.registry.RunRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A training whose process is stopped in the middle of a call, while another environment takes over
 * (the model {@code crowd} reserves no concurrency), and which wakes when its lease is long over.
 */
@ExtendWith(CloudExtension.class)
@Tag(Cloud.LOCAL)
final class ZombieIT {
  private static final Duration LEASE_AND_MORE = Duration.ofSeconds(31);

  private final Cloud cloud;
  private final Model crowd;

  ZombieIT(Cloud cloud) {
    this.cloud = cloud;
    this.crowd = cloud.model("crowd");
  }

  @BeforeEach
  void putData() throws Exception {
    crowd.put("iris.csv", Checkout.iris());
  }

  @AfterEach
  void clear() {
    cloud.clearFaults();
  }

  @ParameterizedTest
  @CsvSource({
    "ListObjectsV2, true",
    "PutObject, true",
    "PutObject, false",
    "TransactWriteItems, true",
    "TransactWriteItems, false"
  })
  void whatItDidNotFinishIsRefused(String operation, boolean sameRun) throws Exception {
    cloud.plant(
        "{'service':'*','operation':'%s','function':'%s','mode':'delay','delay':'PT2S','count':1}"
            .formatted(operation, crowd.function()));
    RunId run = crowd.sendNewest();
    JsonNode zombie = awaitCall(operation);
    signal("STOP", zombie);

    cloud.advance(LEASE_AND_MORE);
    RunId successor = sameRun ? crowd.resend(run) : crowd.sendNewest(run);
    cloud.advance(Duration.ofSeconds(1));
    assertThat(outcome(zombie)).isEqualTo("RUNNING");
    assertThat(state(successor)).hasValue(RunRecord.State.COMMITTED);
    long sequence = crowd.pointer().sequence();

    if (operation.equals("TransactWriteItems")) {
      awaitServed(zombie, operation); // its request arrives after the successor's commit
      assertThat(crowd.pointer().sequence()).isEqualTo(sequence);
    }
    signal("CONT", zombie);
    awaitEnd(zombie);
    if (!sameRun) {
      // Of its own run it may also find the record, and answer that.
      assertThat(outcome(zombie)).isEqualTo("FAILED");
    }
    assertThat(crowd.pointer().sequence()).isEqualTo(sequence);

    cloud.advance(Duration.ofMinutes(5));
    assertThat(state(run)).hasValue(RunRecord.State.COMMITTED);
    assertThat(crowd.entriesOf(run)).hasSize(1);
    assertThat(crowd.versionsOf(run)).hasSize(1);
    assertThat(crowd.pointer().championVersion())
        .hasValue(crowd.versionsOf(successor).getFirst().id());
    crowd.assertConsistent();
  }

  private Optional<RunRecord.State> state(RunId run) {
    return crowd.registry().run(crowd.name(), run).map(RunRecord::state);
  }

  /** The attempt whose last call is this one and waits for its answer. */
  private JsonNode awaitCall(String operation) throws InterruptedException {
    while (true) {
      for (JsonNode attempt : crowd.attempts()) {
        if (attempt.get("outcome").asText().equals("RUNNING") && isWaiting(attempt, operation)) {
          return attempt;
        }
      }
      Thread.sleep(20);
    }
  }

  /** Returns when the delayed call was served, though nobody takes the answer. */
  private void awaitServed(JsonNode zombie, String operation) throws InterruptedException {
    while (isWaiting(zombie, operation)) {
      Thread.sleep(20);
    }
  }

  private void awaitEnd(JsonNode zombie) throws InterruptedException {
    while (outcome(zombie).equals("RUNNING")) {
      Thread.sleep(20);
    }
  }

  private boolean isWaiting(JsonNode attempt, String operation) {
    for (JsonNode call : find(attempt).get("calls")) {
      if (call.get("operation").asText().equals(operation) && call.get("status").asInt() == -1) {
        return true;
      }
    }
    return false;
  }

  private String outcome(JsonNode attempt) {
    return find(attempt).get("outcome").asText();
  }

  private JsonNode find(JsonNode attempt) {
    return crowd.attempts().stream()
        .filter(it -> Objects.equals(it.get("number"), attempt.get("number")))
        .findFirst()
        .orElseThrow();
  }

  private static void signal(String name, JsonNode attempt)
      throws IOException, InterruptedException {
    String pid = attempt.get("pid").asText();
    assertThat(new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor()).isZero();
  }
}
