package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.registry.LedgerEntry.Action;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events come twice, late and out of order; {@code alone} has one reserved concurrency. */
@ExtendWith(CloudExtension.class)
@Tag(Cloud.LOCAL)
final class DuplicateEventsIT {
  private static final int COPIES = 10;

  private final Cloud cloud;

  DuplicateEventsIT(Cloud cloud) {
    this.cloud = cloud;
  }

  @ParameterizedTest
  @ValueSource(strings = {"alone", "crowd"})
  void oneVersionAndOneEntryARunAndThePointerNeverGoesBack(String name) throws Exception {
    Model model = cloud.model(name);
    model.put("iris.csv", Checkout.iris());
    Instant due = cloud.now().truncatedTo(ChronoUnit.SECONDS);
    RunId run = RunId.scheduled(due);

    int first = sendAtOnce(model, due);
    assertThat(model.versionsOf(run)).hasSize(1);
    assertThat(model.entriesOf(run)).hasSize(1);
    assertThat(answers(model, first))
        .hasSize(COPIES)
        .containsOnly(answers(model, first).getFirst());
    VersionId version = model.pointer().championVersion().orElseThrow();
    assertThat(version).isEqualTo(model.versionsOf(run).getFirst().id());

    cloud.advance(Duration.ofHours(24));
    int late = sendAtOnce(model, due);
    assertThat(model.entriesOf(run)).hasSize(1);
    assertThat(answers(model, late)).hasSize(COPIES).containsOnly(answers(model, first).getFirst());

    RunId yesterdays = RunId.scheduled(due.minus(Duration.ofDays(1)));
    int older = sendAtOnce(model, due.minus(Duration.ofDays(1)));
    assertThat(model.versionsOf(yesterdays)).hasSize(1);
    assertThat(model.entriesOf(yesterdays))
        .singleElement()
        .satisfies(entry -> assertThat(entry.action()).isEqualTo(Action.SUPERSEDED));
    assertThat(answers(model, older)).hasSize(COPIES);
    assertThat(model.pointer().championVersion()).hasValue(version);
    assertThat(model.pointer().latest()).hasValue(version);
    model.assertConsistent();
  }

  /** Sends ten copies and lets the retries happen; returns how many attempts there were before. */
  private int sendAtOnce(Model model, Instant due) {
    int before = model.attempts().size();
    String event = "{'model':'%s','scheduledTime':'%s'}".formatted(model.name(), due);
    try (ExecutorService senders = Executors.newFixedThreadPool(COPIES)) {
      IntStream.range(0, COPIES).forEach(i -> senders.execute(() -> model.send(event)));
    }
    cloud.advance(Duration.ofMinutes(30));
    return before;
  }

  private static List<String> answers(Model model, int after) {
    return model.attempts().stream()
        .skip(after)
        .filter(attempt -> attempt.get("outcome").asText().equals("ANSWERED"))
        .map(DuplicateEventsIT::answer)
        .limit(COPIES)
        .toList();
  }

  private static String answer(JsonNode attempt) {
    return attempt.get("answer").asText();
  }
}
