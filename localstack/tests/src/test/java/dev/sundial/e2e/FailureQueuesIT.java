package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.cli.Verbs;
import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.TrainingAnswer;
import dev.sundial.registry.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What nobody could do ends in a queue, is shown, and is sent back. The models {@code never},
 * {@code once} and {@code twice} are called after their retries.
 */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag(Cloud.LOCAL)
final class FailureQueuesIT {
  private final Cloud cloud;
  private final List<Model> models;

  FailureQueuesIT(Cloud cloud) {
    this.cloud = cloud;
    this.models = Stream.of("never", "once", "twice").map(cloud::model).toList();
  }

  /** A run that fails, and how often it is tried again. */
  private record Failing(Model model, int retries, RunId run) {
    List<String> outcomes() {
      return model.attemptsOf(run).stream().map(it -> it.get("outcome").asText()).toList();
    }

    /** Returns when its next attempt was throttled; fails when that one ran instead. */
    void awaitThrottled() throws InterruptedException {
      int before = failed();
      while (outcomes().isEmpty() || !outcomes().getLast().equals("THROTTLED")) {
        assertThat(failed()).as("%s is throttled first", model.name()).isEqualTo(before);
        Thread.sleep(20);
      }
    }

    Instant nextAttempt() {
      String then = model.attemptsOf(run).getLast().get("then").asText();
      return Instant.parse(then.replace("again at ", ""));
    }

    private int failed() {
      return Collections.frequency(outcomes(), "FAILED");
    }
  }

  @BeforeAll
  void putData() throws Exception {
    for (Model model : models) {
      model.put("iris.csv", Checkout.iris());
    }
  }

  @AfterEach
  void clear() {
    cloud.clearFaults();
  }

  @Test
  @Order(1)
  void aFunctionThatAlwaysThrowsIsGivenUpAfterItsRetriesThrottlesNotCounted() throws Exception {
    models.forEach(Model::holdLease);
    List<Failing> runs = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      Model model = models.get(i);
      Failing run;
      try (Occupied unused = occupy(model)) {
        run = new Failing(model, i, model.sendNewest());
        run.awaitThrottled();
      }
      cloud.advance(Duration.ofSeconds(30));
      assertThat(run.outcomes()).endsWith("FAILED");
      if (run.retries() > 0) {
        cloud.advanceTo(run.nextAttempt().minusSeconds(3));
        try (Occupied unused = occupy(model)) {
          run.awaitThrottled();
        }
      }
      runs.add(run);
    }
    cloud.advance(Duration.ofMinutes(10));
    runs.forEach(this::assertGivenUp);

    models.forEach(Model::releaseLease);
    assertThat(cloud.verb("failures", "redrive").exit()).isZero();
    cloud.settle();
    runs.forEach(run -> assertCommitted(run.model(), run.run()));
    assertThat(list()).isEmpty();
  }

  private void assertGivenUp(Failing failing) {
    assertThat(failing.outcomes())
        .containsOnly("FAILED", "THROTTLED")
        .filteredOn("FAILED"::equals)
        .hasSize(failing.retries() + 1);
    JsonNode failure = only(failing.model());
    assertThat(failure.get("kind").asText()).isEqualTo("training");
    assertThat(failure.get("reason").asText())
        .contains("RetriesExhausted")
        .contains("training of " + failing.model().name());
    JsonNode shown = show(failure);
    assertThat(Cloud.parse(shown.get("input").asText()).get("scheduledTime").asText())
        .isEqualTo(failing.run().scheduledTime().orElseThrow().toString());
    JsonNode body = Cloud.parse(shown.get("body").asText());
    assertThat(body.at("/requestContext/approximateInvokeCount").asInt())
        .isEqualTo(failing.retries() + 1);
  }

  @Test
  @Order(2)
  void aScheduleWhoseFunctionIsGoneEndsInItsOwnQueueAndComesBack() {
    Model once = cloud.model("once");
    String role = letScheduleInvokeAnything(once);
    once.aimSchedule("missing-function");
    RunId run = RunId.scheduled(cloud.fire(once.schedule()));
    cloud.advance(Duration.ofMinutes(2));
    assertThat(list()).isEmpty();

    cloud.advance(Duration.ofMinutes(1));
    JsonNode failure = only(once);
    assertThat(failure.get("kind").asText()).isEqualTo("delivery");
    assertThat(failure.get("reason").asText()).startsWith("ResourceNotFoundException: ");
    JsonNode attributes = show(failure).get("attributes");
    assertThat(attributes.get("RETRY_ATTEMPTS").asText()).isEqualTo("2");
    assertThat(attributes.get("EXHAUSTED_RETRY_CONDITION").asText())
        .isEqualTo("MaximumRetryAttempts");

    once.aimSchedule(once.function());
    cloud.clients().iam.deleteRolePolicy(r -> r.roleName(role).policyName("anything"));
    assertThat(cloud.verb("failures", "redrive", failure.get("id").asText()).exit()).isZero();
    cloud.settle();
    assertCommitted(once, run);
    assertThat(list()).isEmpty();
  }

  /** So that a function that is not there is missing, and not forbidden. */
  private String letScheduleInvokeAnything(Model model) {
    String arn =
        cloud.clients().scheduler.getSchedule(r -> r.name(model.schedule())).target().roleArn();
    String role = arn.substring(arn.lastIndexOf('/') + 1);
    cloud
        .clients()
        .iam
        .putRolePolicy(
            r ->
                r.roleName(role)
                    .policyName("anything")
                    .policyDocument(
                        """
                        {"Version": "2012-10-17", "Statement": [{
                          "Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": "*"}]}
                        """));
    return role;
  }

  @Test
  @Order(3)
  void whatCannotBeSentBackStaysInItsQueue() {
    Model never = cloud.model("never");
    cloud.clients().lambda.deleteFunction(r -> r.functionName(never.function()));
    Instant unused = cloud.fire(never.schedule());
    cloud.advance(Duration.ofMinutes(3));
    String id = only(never).get("id").asText();

    assertThat(cloud.verb("failures", "redrive", "never").exit()).isEqualTo(1);
    cloud.advance(Duration.ofMinutes(1));
    assertThat(only(never).get("id").asText()).isEqualTo(id);
  }

  private void assertCommitted(Model model, RunId run) {
    assertThat(model.registry().run(model.name(), run).map(RunRecord::state))
        .as("%s", model.name())
        .hasValue(RunRecord.State.COMMITTED);
    assertThat(model.entriesOf(run)).hasSize(1);
    model.assertConsistent();
  }

  /** Somebody else's invocation of a training function, over when closed. */
  private record Occupied(Cloud cloud, Thread caller) implements AutoCloseable {
    @Override
    public void close() throws InterruptedException {
      cloud.clearFaults();
      caller.join();
    }
  }

  /** Takes the model's only concurrency. */
  private Occupied occupy(Model model) throws InterruptedException {
    cloud.plant(
        "{'service':'dynamodb','function':'%s','mode':'delay','delay':'PT1M','count':1}"
            .formatted(model.function()));
    Occupied occupied = new Occupied(cloud, Thread.ofVirtual().start(() -> trainInVain(model)));
    while (model.attempts().stream()
        .noneMatch(attempt -> attempt.get("outcome").asText().equals("RUNNING"))) {
      Thread.sleep(20);
    }
    return occupied;
  }

  /** Its end does not matter: it fails, too, and nobody tries it again. */
  private static void trainInVain(Model model) {
    try {
      TrainingAnswer unused = model.train("{}");
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("TrainingInProgress");
    }
  }

  private JsonNode list() {
    Verbs.Outcome listed = cloud.verb("failures", "list", "--json");
    assertThat(listed.exit()).isZero();
    return Cloud.parse(listed.out());
  }

  private JsonNode only(Model model) {
    List<JsonNode> found = new ArrayList<>();
    list()
        .forEach(
            row -> {
              if (row.get("model").asText().equals(model.name().value())) {
                found.add(row);
              }
            });
    assertThat(found).as("failures of %s", model.name()).hasSize(1);
    return found.getFirst();
  }

  private JsonNode show(JsonNode failure) {
    Verbs.Outcome shown = cloud.verb("failures", "show", failure.get("id").asText(), "--json");
    assertThat(shown.exit()).isZero();
    return Cloud.parse(shown.out());
  }
}
