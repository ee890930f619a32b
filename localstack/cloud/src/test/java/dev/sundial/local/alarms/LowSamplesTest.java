package dev.sundial.local.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LowSamplesTest {

  private static LowSamples of(String statistic, String low) {
    Members members =
        new Members(
            AlarmBench.object(
                "{'AlarmName':'a','Namespace':'Mine','MetricName':'M','ExtendedStatistic':'"
                    + statistic
                    + "','Period':60,'EvaluationPeriods':1,'Threshold':5.5,"
                    + "'ComparisonOperator':'GreaterThanThreshold',"
                    + "'EvaluateLowSampleCountPercentile':'"
                    + low
                    + "'}"));
    return LowSamples.of((Alarm.Metric) AlarmReader.metric(members, "a").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "p50, 20",
    "p90, 100",
    "p90.0, 100",
    "p95, 200",
    "p97.5, 400",
    "p99, 1000",
    "p99.9, 10000",
    "p99.99, 100000",
    "p49.5, 20.21",
    "p10, 100",
    "p5, 200",
    "p0.1, 10000",
  })
  void needsTenSamplesBeyondThePercentile(String statistic, double enough) {
    LowSamples samples = of(statistic, "ignore");

    assertThat(samples.areTooFew(() -> enough)).isFalse();
    assertThat(samples.areTooFew(() -> enough - 0.01)).isTrue();
    assertThat(of(statistic, "evaluate").areTooFew(() -> 1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"p0", "p0.0", "p100"})
  void theLeastAndTheGreatestNeedNone(String statistic) {
    assertThat(of(statistic, "ignore").areTooFew(() -> 1)).isFalse();
  }
}
