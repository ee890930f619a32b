package dev.sundial.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.StageName;
import dev.sundial.spec.Task;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricLineTest {
  private static final Instant AT = Instant.parse("2026-11-20T03:15:00Z");

  @Test
  void isALineOfTheEmbeddedMetricFormat() {
    assertThat(line(Map.of("outcome", "PROMOTED")).toJson())
        .isEqualTo(
            """
            {"_aws":{"Timestamp":1795144500000,"CloudWatchMetrics":[{"Namespace":"Sundial",\
            "Dimensions":[["Stage","Model"]],"Metrics":[{"Name":"TestAccuracy","Unit":"None"}]}]},\
            "Stage":"local","Model":"iris","TestAccuracy":0.95,"outcome":"PROMOTED"}""");
  }

  @Test
  void aPropertyMayNotTakeAMetricsName() {
    assertThatThrownBy(() -> line(Map.of("TestAccuracy", "high")).toJson())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aModelHasNoMoreMetricsThanItMayCost(Task task) {
    assertThat(Metric.of(task)).hasSizeBetween(1, Metric.MOST_PER_MODEL);
  }

  @Test
  void aModelHasTheMetricsOfItsTask() {
    assertThat(Metric.of(Task.CLASSIFICATION))
        .contains(Metric.TEST_ACCURACY, Metric.DATA_ROWS)
        .doesNotContain(Metric.TEST_RMSE, Metric.TEST_R2);
    assertThat(Metric.of(Task.REGRESSION))
        .contains(Metric.TEST_RMSE, Metric.TEST_R2, Metric.DATA_ROWS)
        .doesNotContain(Metric.TEST_ACCURACY, Metric.TRAINING_ACCURACY);
  }

  private static MetricLine line(Map<String, String> properties) {
    return new MetricLine(
        AT,
        new StageName("local"),
        new ModelName("iris"),
        Map.of(Metric.TEST_ACCURACY, 0.95),
        properties);
  }
}
