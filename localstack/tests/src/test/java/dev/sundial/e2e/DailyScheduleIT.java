package dev.sundial.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.lifecycle.RunId;
import dev.sundial.local.stack.StackResult;
import dev.sundial.registry.ModelVersion;
import dev.sundial.registry.ServingPointer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The model {@code daily}, due at 03:15 UTC with a maximum event age of six hours. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag(Cloud.LOCAL)
final class DailyScheduleIT {
  private static final Duration DUE = Duration.ofMinutes(3 * 60 + 15);

  private final Cloud cloud;
  private final Model daily;
  private List<String> paused = List.of();

  DailyScheduleIT(Cloud cloud) {
    this.cloud = cloud;
    this.daily = cloud.model("daily");
  }

  @BeforeAll
  void putData() throws Exception {
    daily.put("iris.csv", Checkout.iris());
    // Days pass here; what else would be due on them is not what is tested.
    paused =
        cloud.schedules().stream().filter(schedule -> !schedule.equals(daily.schedule())).toList();
    paused.forEach(schedule -> cloud.pause(schedule, true));
  }

  @AfterAll
  void resume() {
    paused.forEach(schedule -> cloud.pause(schedule, false));
  }

  @Test
  void aDayAdvancedIsADayTrained() {
    toNextNoon();
    int before = daily.versions().size();

    cloud.advance(Duration.ofHours(24));

    List<ModelVersion> versions = daily.versions();
    assertThat(versions).hasSize(before + 1);
    assertThat(versions.getFirst().run()).isEqualTo(RunId.scheduled(today().plus(DUE)));
    assertThat(daily.pointer().championVersion()).hasValue(versions.getFirst().id());
    daily.assertConsistent();
  }

  @Test
  void threeDaysAtOnceAreThreeRunsEachOnItsDay() {
    toNextNoon();
    int before = daily.attempts().size();

    cloud.advance(Duration.ofDays(3));

    List<JsonNode> attempts = daily.attempts().subList(before, daily.attempts().size());
    assertThat(attempts).hasSize(3);
    for (JsonNode attempt : attempts) {
      Instant scheduled =
          Instant.parse(Cloud.parse(attempt.get("payload").asText()).get("scheduledTime").asText());
      assertThat(Instant.parse(attempt.get("started").asText()))
          .isBetween(scheduled, scheduled.plusSeconds(30));
      assertThat(daily.entriesOf(RunId.scheduled(scheduled))).hasSize(1);
    }
    daily.assertConsistent();
  }

  @Test
  void whatWasDueWhileItWasOffIsCaughtUpOnceAndNotBeyondTheMaximumAge() throws Exception {
    toNextNoon();
    Instant day = today();
    int before = daily.versions().size();

    cloud.beOffUntil(day.plus(Duration.ofDays(3)).plus(DUE).plus(Duration.ofMinutes(6 * 60 - 1)));
    assertThat(daily.versions()).hasSize(before + 1);
    assertThat(daily.versions().getFirst().run())
        .isEqualTo(RunId.scheduled(day.plus(Duration.ofDays(3)).plus(DUE)));

    cloud.beOffUntil(day.plus(Duration.ofDays(6)).plus(DUE).plus(Duration.ofMinutes(6 * 60 + 1)));
    assertThat(daily.versions()).hasSize(before + 1);

    cloud.advance(Duration.ofHours(24));
    assertThat(daily.versions()).hasSize(before + 2);
    assertThat(daily.versions().getFirst().run())
        .isEqualTo(RunId.scheduled(day.plus(Duration.ofDays(7)).plus(DUE)));
    daily.assertConsistent();
  }

  @Test
  void aStopAndAStartLoseNothingAndTrainNothingNeedlessly() throws Exception {
    toNextNoon();
    cloud.advance(Duration.ofHours(24));
    ServingPointer pointer = daily.pointer();
    List<ModelVersion> versions = daily.versions();
    int attempts = daily.attempts().size();
    Instant before = cloud.now();

    cloud.stop();
    cloud.start();
    List<StackResult> deployed = cloud.deploy();
    cloud.settle();

    assertThat(deployed).hasSizeGreaterThan(2).allMatch(StackResult::changedNothing);
    assertThat(daily.pointer()).isEqualTo(pointer);
    assertThat(daily.versions()).isEqualTo(versions);
    assertThat(daily.attempts()).hasSize(attempts);
    assertThat(cloud.now()).isBetween(before, before.plusSeconds(120));
    assertThat(Stream.of(daily.predict(Flowers.SETOSA)))
        .extracting(answer -> answer.headers().firstValue("x-model-version").orElse(answer.body()))
        .containsExactly(pointer.championVersion().orElseThrow().value());
    daily.assertConsistent();
  }

  /** Away from any schedule, so that what a test counts is its own. */
  private void toNextNoon() {
    Instant noon = today().plus(Duration.ofHours(12));
    cloud.advanceTo(noon.isAfter(cloud.now()) ? noon : noon.plus(Duration.ofDays(1)));
  }

  private Instant today() {
    return cloud.now().truncatedTo(ChronoUnit.DAYS);
  }
}
