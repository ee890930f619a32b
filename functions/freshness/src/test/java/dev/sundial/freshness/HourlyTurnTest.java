package dev.sundial.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HourlyTurnTest {
  private static final Duration FIVE = Duration.ofMinutes(5);

  private final HourlyTurn turn = new HourlyTurn();

  @Test
  void aNewEnvironmentMakesTheFirstAndTheSecondOfAnHourAndNoLaterOne() {
    assertThat(turn.isDue(at("04:00"), FIVE)).isTrue();
    assertThat(new HourlyTurn().isDue(at("04:09"), FIVE)).isTrue();
    HourlyTurn late = new HourlyTurn();
    assertThat(late.isDue(at("04:10"), FIVE)).isFalse();
    assertThat(late.isDue(at("04:15"), FIVE)).isFalse();
    assertThat(late.isDue(at("05:00"), FIVE)).isTrue();
  }

  @Test
  void anEnvironmentMakesUpForWhatItMissedUntilItIsMade() {
    turn.made(at("03:00"));
    assertThat(turn.isDue(at("04:20"), FIVE)).isTrue();
    assertThat(turn.isDue(at("04:25"), FIVE)).isTrue();
    turn.made(at("04:25"));
    assertThat(turn.isDue(at("04:59"), FIVE)).isFalse();
    assertThat(turn.isDue(at("03:55"), FIVE)).isFalse();
    assertThat(turn.isDue(at("05:00"), FIVE)).isTrue();
  }

  @Test
  void aProbeEveryHalfHourIsAlwaysTheFirstOrTheSecond() {
    assertThat(turn.isDue(at("04:30"), Duration.ofMinutes(30))).isTrue();
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-20T" + time + ":00Z");
  }
}
