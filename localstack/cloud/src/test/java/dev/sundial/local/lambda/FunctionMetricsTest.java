package dev.sundial.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.local.lambda.environment.InvocationResult;
import dev.sundial.local.metrics.MetricId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FunctionMetricsTest {
  private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

  private final Map<MetricId, Double> told = new HashMap<>();
  private final FunctionMetrics metrics =
      new FunctionMetrics((metric, unit, at, value) -> told.put(metric, value));

  private static InvocationResult answered() {
    return new InvocationResult(
        new InvocationResult.Outcome.Answered(new byte[0]),
        Duration.ofMillis(12),
        Optional.empty(),
        Optional.empty(),
        1,
        new byte[0],
        1);
  }

  private @Nullable Double value(String name, Map<String, String> dimensions) {
    return told.get(new MetricId("AWS/Lambda", name, dimensions));
  }

  @Test
  void tellsOfARunForAllFunctionsForItsOwnAndForItsAlias() {
    metrics.ran(FunctionRef.parse("train", "live"), AT, answered());
    for (Map<String, String> of :
        java.util.List.of(
            Map.<String, String>of(),
            Map.of("FunctionName", "train"),
            Map.of("FunctionName", "train", "Resource", "train:live"))) {
      assertThat(value("Invocations", of)).isEqualTo(1.0);
      assertThat(value("Errors", of)).isEqualTo(0.0);
      assertThat(value("Throttles", of)).isEqualTo(0.0);
      assertThat(value("Duration", of)).isEqualTo(12.0);
    }
    assertThat(told).hasSize(12);
  }

  @Test
  void countsAThrottledCallAsNoInvocation() {
    metrics.throttled(FunctionRef.parse("train"), AT);
    assertThat(value("Throttles", Map.of("FunctionName", "train", "Resource", "train")))
        .isEqualTo(1.0);
    assertThat(value("Invocations", Map.of("FunctionName", "train"))).isNull();
  }
}
