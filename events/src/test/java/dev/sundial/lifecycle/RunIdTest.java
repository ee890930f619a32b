package dev.sundial.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {
  private static final Instant DUE = Instant.parse("2026-11-20T03:15:00Z");

  @Test
  void aScheduledRunIsKnownByTheTimeItWasDue() {
    RunId run = RunId.of(request("{\"scheduledTime\":\"2026-11-20T03:15:00Z\"}"), "lambda-1");
    assertThat(run.value()).isEqualTo("20261120T031500Z");
    assertThat(run.scheduledTime()).contains(DUE);
    assertThat(RunId.scheduled(DUE.plusNanos(999_999_999))).isEqualTo(run);
    assertThat(RunId.scheduled(DUE.plusSeconds(1))).isNotEqualTo(run);
  }

  @Test
  void theScheduledTimeWinsOverTheRequestId() {
    assertThat(
            RunId.of(
                request("{\"scheduledTime\":\"2026-11-20T03:15:00Z\",\"requestId\":\"mine\"}"),
                "lambda-1"))
        .isEqualTo(RunId.scheduled(DUE));
  }

  @Test
  void anAdHocRunIsKnownByItsRequestsIdElseByTheInvocations() {
    assertThat(RunId.of(request("{\"requestId\":\"mine\"}"), "lambda-1").value())
        .isEqualTo("adhoc-mine");
    assertThat(RunId.of(request("{}"), "lambda-1").value()).isEqualTo("adhoc-lambda-1");
    assertThat(RunId.adHoc("lambda-1").scheduledTime()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "adhoc-",
        "adhoc-a b",
        "adhoc-a#b",
        "20261120T031500",
        "20261320T031500Z",
        "20260230T031500Z",
        "20261120T246000Z",
        "+20261120T031500Z"
      })
  void whatIsNoRunIsRefused(String text) {
    assertThatThrownBy(() -> new RunId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRequestIdMayHaveSixtyFourCharactersAndNoMore() {
    assertThat(RunId.adHoc("x".repeat(64)).value()).hasSize(70);
    assertThatThrownBy(() -> RunId.adHoc("x".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 64");
  }

  @Test
  void yearsThatWouldBreakTextOrderAreRefused() {
    assertThat(RunId.scheduled(Instant.parse("9999-12-31T23:59:59Z")).value())
        .isEqualTo("99991231T235959Z");
    assertThatThrownBy(() -> RunId.scheduled(Instant.parse("+10000-01-01T00:00:00Z")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RunId.scheduled(Instant.parse("-0001-12-31T23:59:59Z")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TrainingRequested request(String json) {
    return TrainingRequested.fromJson(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
