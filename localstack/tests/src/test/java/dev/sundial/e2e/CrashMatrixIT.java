package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.lifecycle.RunId;
import dev.sundial.registry.RunRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every AWS call of a training is hit, in each way, one training a call; then its retry comes. Two
 * models take turns, so that both processors have work.
 */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Cloud.LOCAL)
final class CrashMatrixIT {
  private final Cloud cloud;
  private final List<Model> models;
  private int calls;

  CrashMatrixIT(Cloud cloud) {
    this.cloud = cloud;
    this.models = List.of(cloud.model("alone"), cloud.model("crowd"));
  }

  @BeforeAll
  void trainUndisturbed() throws Exception {
    for (Model model : models) {
      model.put("iris.csv", Checkout.iris());
      RunId unused = model.sendNewest();
      cloud.settle();
      JsonNode attempt = model.attempts().getLast();
      assertThat(attempt.get("outcome").asText()).isEqualTo("ANSWERED");
      calls = attempt.get("calls").size();
    }
    assertThat(calls).isGreaterThan(10);
  }

  @AfterEach
  void clear() {
    cloud.clearFaults();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill-before", "kill-after"})
  void aTrainingKilledAtAnyCallIsFinishedByItsRetry(String mode) {
    hitEveryCall(mode, List.of("FAILED", "ANSWERED"));
  }

  @Test
  void aTrainingThatMissesAnyReplyGoesOn() {
    hitEveryCall("drop-reply", List.of("ANSWERED"));
  }

  private void hitEveryCall(String mode, List<String> outcomes) {
    for (int call = 1; call <= calls; call += models.size()) {
      Map<Model, RunId> runs = new LinkedHashMap<>();
      for (int i = 0; i < models.size() && call + i <= calls; i++) {
        cloud.plant(
            "{'service':'*','function':'%s','call':%d,'mode':'%s','count':1}"
                .formatted(models.get(i).function(), call + i, mode));
        runs.put(models.get(i), models.get(i).sendNewest());
      }
      cloud.advance(Duration.ofMinutes(5));
      assertThat(cloud.faults()).as("call %d", call).allMatch(it -> it.get("done").asInt() == 1);
      cloud.clearFaults();
      runs.forEach((model, run) -> assertFinished(model, run, outcomes));
    }
    models.forEach(Model::assertConsistent);
  }

  @ParameterizedTest
  @CsvSource({"dynamodb, 0.1", "dynamodb, 0.5", "s3, 0.1", "s3, 0.5"})
  void aTrainingLivesThroughThrottling(String service, String rate) {
    Map<Model, RunId> runs = new LinkedHashMap<>();
    models.forEach(model -> runs.put(model, model.sendNewest()));
    cloud.plant("{'service':'%s','mode':'throttle','rate':%s,'seed':7}".formatted(service, rate));
    cloud.advance(Duration.ofMinutes(5));
    cloud.clearFaults();
    runs.forEach(this::assertCommittedOnce);
    models.forEach(Model::assertConsistent);
  }

  @Test
  void aTrainingThatAServiceRefusesAltogetherIsFinishedByTheRetryAfter() throws Exception {
    Model third = cloud.model("daily");
    third.put("iris.csv", Checkout.iris());
    Map<Model, String> refused =
        Map.of(models.get(0), "dynamodb", models.get(1), "s3", third, "events");
    Map<Model, RunId> runs = new LinkedHashMap<>();
    refused.forEach(
        (model, service) -> {
          cloud.plant(
              "{'service':'%s','function':'%s','mode':'throttle'}"
                  .formatted(service, model.function()));
          runs.put(model, model.sendNewest());
        });
    cloud.settle();
    cloud.clearFaults();
    cloud.advance(Duration.ofMinutes(1));
    runs.forEach((model, run) -> assertFinished(model, run, List.of("FAILED", "ANSWERED")));
    runs.keySet().forEach(Model::assertConsistent);
  }

  private void assertFinished(Model model, RunId run, List<String> outcomes) {
    assertCommittedOnce(model, run);
    assertThat(model.attemptsOf(run))
        .extracting(attempt -> attempt.get("outcome").asText())
        .isEqualTo(outcomes);
  }

  private void assertCommittedOnce(Model model, RunId run) {
    assertThat(model.registry().run(model.name(), run).map(RunRecord::state))
        .hasValue(RunRecord.State.COMMITTED);
    assertThat(model.entriesOf(run)).hasSize(1);
    assertThat(model.versionsOf(run))
        .singleElement()
        .satisfies(version -> assertThat(model.pointer().championVersion()).hasValue(version.id()));
  }
}
