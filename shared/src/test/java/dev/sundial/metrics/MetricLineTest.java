package dev.sundial.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.StageName;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

  @Test
  void aModelHasNoMoreMetricsThanItMayCost() {
    assertThat(Metric.values()).hasSizeLessThanOrEqualTo(Metric.MOST_PER_MODEL);
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
