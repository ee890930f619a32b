package dev.sundial.local.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.ClientEndpoint;
import dev.sundial.local.testing.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.MissingRequiredParameterException;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

final class CloudWatchServiceTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final HandClock clock = new HandClock(NOW.toString());
  private final StateStore state = StateStore.inMemory();
  private final MetricStore store = new MetricStore(state, clock);
  private ClientEndpoint endpoint;
  private CloudWatchClient cloudWatch;

  @BeforeEach
  void start() throws Exception {
    endpoint = new ClientEndpoint(CloudWatchService.of(store, clock, Map.of()));
    cloudWatch = endpoint.client(CloudWatchClient.builder());
  }

  @AfterEach
  void stop() throws Exception {
    cloudWatch.close();
    endpoint.close();
    state.close();
  }

  private void put(MetricDatum... data) {
    cloudWatch.putMetricData(r -> r.namespace("Mine").metricData(data));
  }

  private static MetricDatum datum(double value, Instant at) {
    return MetricDatum.builder()
        .metricName("Seen")
        .dimensions(Dimension.builder().name("A").value("1").build())
        .unit(StandardUnit.COUNT)
        .timestamp(at)
        .value(value)
        .build();
  }

  private List<Datapoint> statistics(Duration period, Statistic... statistics) {
    return cloudWatch
        .getMetricStatistics(
            r ->
                r.namespace("Mine")
                    .metricName("Seen")
                    .dimensions(d -> d.name("A").value("1"))
                    .startTime(NOW.minusSeconds(600))
                    .endTime(NOW.plusSeconds(600))
                    .period((int) period.toSeconds())
                    .statistics(statistics))
        .datapoints();
  }

  @Test
  void tellsTheStatisticsOfWhatWasSent() {
    put(datum(1, NOW), datum(2, NOW.plusSeconds(59)), datum(9, NOW.plusSeconds(60)));
    List<Datapoint> points =
        statistics(Duration.ofMinutes(1), Statistic.knownValues().toArray(new Statistic[0]));
    assertThat(points).hasSize(2);
    Datapoint first = points.getFirst();
    assertThat(first.timestamp()).isEqualTo(NOW);
    assertThat(first.unit()).isEqualTo(StandardUnit.COUNT);
    assertThat(first.average()).isEqualTo(1.5);
    assertThat(first.sum()).isEqualTo(3.0);
    assertThat(first.minimum()).isEqualTo(1.0);
    assertThat(first.maximum()).isEqualTo(2.0);
    assertThat(first.sampleCount()).isEqualTo(2.0);
    assertThat(points.getLast().timestamp()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void takesListsOfValuesWithTheirCounts() {
    put(
        MetricDatum.builder()
            .metricName("Seen")
            .dimensions(Dimension.builder().name("A").value("1").build())
            .values(1.0, 2.0)
            .counts(3.0, 1.0)
            .build());
    Datapoint point =
        statistics(Duration.ofMinutes(5), Statistic.SUM, Statistic.SAMPLE_COUNT).getFirst();
    assertThat(point.sum()).isEqualTo(5.0);
    assertThat(point.sampleCount()).isEqualTo(4.0);
  }

  @Test
  void tellsNoPercentileOfASetOfWhichOnlyTheSumIsKnown() {
    put(
        MetricDatum.builder()
            .metricName("Seen")
            .dimensions(Dimension.builder().name("A").value("1").build())
            .statisticValues(s -> s.sampleCount(3.0).sum(6.0).minimum(1.0).maximum(3.0))
            .build());
    assertThat(statistics(Duration.ofMinutes(5), Statistic.AVERAGE).getFirst().average())
        .isEqualTo(2.0);
    assertThat(percentiles("p50")).isEmpty();
  }

  @Test
  void tellsPercentiles() {
    for (int i = 1; i <= 100; i++) {
      put(datum(i, NOW));
    }
    Map<String, Double> told =
        percentiles("p0", "p50", "p99", "p99.9", "p100").getFirst().extendedStatistics();
    assertThat(told)
        .isEqualTo(Map.of("p0", 1.0, "p50", 50.0, "p99", 99.0, "p99.9", 100.0, "p100", 100.0));
  }

  private List<Datapoint> percentiles(String... names) {
    return cloudWatch
        .getMetricStatistics(
            r ->
                r.namespace("Mine")
                    .metricName("Seen")
                    .dimensions(d -> d.name("A").value("1"))
                    .startTime(NOW)
                    .endTime(NOW.plusSeconds(300))
                    .period(300)
                    .extendedStatistics(names))
        .datapoints();
  }

  @Test
  void readsBodiesThatTheClientCompressed() {
    List<MetricDatum> many = Collections.nCopies(900, datum(1, NOW));
    cloudWatch.putMetricData(r -> r.namespace("Mine").metricData(many));
    assertThat(statistics(Duration.ofMinutes(1), Statistic.SUM).getFirst().sum()).isEqualTo(900.0);
  }

  @Test
  void refusesNamespacesOfAws() {
    assertThatThrownBy(
            () ->
                cloudWatch.putMetricData(r -> r.namespace("AWS/Lambda").metricData(datum(1, NOW))))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("AWS/");
  }

  @Test
  void takesWhatIsTwoWeeksOldAndTwoHoursAheadAndNotMore() {
    put(datum(1, NOW.minus(Duration.ofDays(14))), datum(1, NOW.plus(Duration.ofHours(2))));
    for (Instant at :
        List.of(
            NOW.minus(Duration.ofDays(14)).minusMillis(1),
            NOW.plus(Duration.ofHours(2)).plusMillis(1))) {
      assertThatThrownBy(() -> put(datum(1, at)))
          .isInstanceOf(InvalidParameterValueException.class)
          .hasMessageContaining("Timestamp");
    }
  }

  @Test
  void storesNothingOfARequestOfWhichOneDatumIsWrong() {
    assertThatThrownBy(() -> put(datum(1, NOW), datum(1e300, NOW)))
        .isInstanceOf(InvalidParameterValueException.class);
    assertThat(statistics(Duration.ofMinutes(1), Statistic.SUM)).isEmpty();
  }

  @Test
  void refusesMoreThanOneThousandFourHundredAndFortyPoints() {
    assertThat(range(NOW.minus(Duration.ofMinutes(1440)))).isEmpty();
    assertThatThrownBy(() -> range(NOW.minus(Duration.ofMinutes(1441))))
        .isInstanceOf(InvalidParameterCombinationException.class)
        .hasMessageContaining("1,441");
  }

  private List<Datapoint> range(Instant start) {
    return cloudWatch
        .getMetricStatistics(
            r ->
                r.namespace("Mine")
                    .metricName("Seen")
                    .startTime(start)
                    .endTime(NOW)
                    .period(60)
                    .statistics(Statistic.SUM))
        .datapoints();
  }

  @Test
  void namesWhatIsMissingOrNotImplemented() {
    assertThatThrownBy(
            () -> cloudWatch.getMetricStatistics(r -> r.namespace("Mine").metricName("Seen")))
        .isInstanceOf(MissingRequiredParameterException.class)
        .hasMessageContaining("StartTime");
    assertThatThrownBy(() -> percentiles("tm90"))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("tm90");
    assertThatThrownBy(() -> cloudWatch.listMetricStreams(r -> {}))
        .isInstanceOf(CloudWatchException.class)
        .hasMessageContaining("ListMetricStreams");
  }
}
