package dev.sundial.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncEventTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final AsyncEvent EVENT =
      new AsyncEvent("1", "id", "f", "", "test", "{}", NOW, NOW, 0, 0, null);
  private static final AsyncEvent.LastFailure FAILURE =
      new AsyncEvent.LastFailure("$LATEST", "Runtime.ExitError", "{}");

  @Test
  void waitsOneMinuteAndThenTwoAfterErrors() {
    AsyncEvent once = EVENT.failed(NOW, FAILURE);
    assertThat(once.due()).isEqualTo(NOW.plusSeconds(60));
    assertThat(once.runs()).isEqualTo(1);
    assertThat(once.failed(NOW, FAILURE).due()).isEqualTo(NOW.plusSeconds(120));
  }

  @Test
  void doublesThePauseAfterThrottlesUpToFiveMinutes() {
    List<Long> pauses = new ArrayList<>();
    AsyncEvent event = EVENT;
    for (int i = 0; i < 11; i++) {
      event = event.notRun(NOW);
      pauses.add(event.due().getEpochSecond() - NOW.getEpochSecond());
    }
    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
    assertThat(event.runs()).isZero();
  }

  @Test
  void startsThePausesAnewAfterARun() {
    AsyncEvent event = EVENT.notRun(NOW).notRun(NOW).failed(NOW, FAILURE).notRun(NOW);
    assertThat(event.due()).isEqualTo(NOW.plusSeconds(1));
    assertThat(event.runs()).isEqualTo(1);
  }

  @Test
  void expiresSixHoursAfterItCameUnlessToldOtherwise() {
    assertThat(EVENT.expires(EventInvokeConfig.defaults())).isEqualTo(NOW.plusSeconds(21_600));
    assertThat(EVENT.expires(new EventInvokeConfig(null, 60, null, null, NOW)))
        .isEqualTo(NOW.plusSeconds(60));
  }
}
