package dev.sundial.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.naming.ModelName;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HourlyTurnTest {
  private static final ModelName IRIS = new ModelName("iris");
  private static final ModelName SOLAR = new ModelName("solar");

  private final HourlyTurn turn = new HourlyTurn();

  @Test
  void isDueUntilOneOfTheHourWasRight() {
    assertThat(turn.isDue(IRIS, at("04:50"))).isTrue();
    assertThat(turn.isDue(IRIS, at("04:55"))).isTrue();
    turn.wasRight(IRIS, at("04:55"));
    assertThat(turn.isDue(IRIS, at("04:59"))).isFalse();
    assertThat(turn.isDue(IRIS, at("03:55"))).isFalse();
    assertThat(turn.isDue(IRIS, at("05:00"))).isTrue();
  }

  @Test
  void isEachModelsOwn() {
    turn.wasRight(IRIS, at("04:00"));
    assertThat(turn.isDue(SOLAR, at("04:05"))).isTrue();
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-20T" + time + ":00Z");
  }
}
