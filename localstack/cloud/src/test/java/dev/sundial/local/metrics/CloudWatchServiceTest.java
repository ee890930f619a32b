package dev.sundial.local.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.ClientEndpoint;
import dev.sundial.local.testing.HandClock;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.MissingRequiredParameterException;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

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

  @Test
  void evaluatesMathOverWhatItReads() {
    put(datum(10, NOW), datum(30, NOW.plusSeconds(60)));
    GetMetricDataResponse told =
        cloudWatch.getMetricData(
            r ->
                r.startTime(NOW)
                    .endTime(NOW.plusSeconds(180))
                    .metricDataQueries(
                        stat("m1", "Sum", false),
                        math("half", "m1 / 2"),
                        math("sum", "half + FILL(m1, 0)")));
    assertThat(told.metricDataResults())
        .extracting(MetricDataResult::id)
        .containsExactly("half", "sum");
    MetricDataResult half = told.metricDataResults().getFirst();
    assertThat(half.label()).isEqualTo("half");
    assertThat(half.values()).containsExactly(15.0, 5.0);
    assertThat(half.timestamps()).containsExactly(NOW.plusSeconds(60), NOW);
    assertThat(half.statusCode()).isEqualTo(StatusCode.COMPLETE);
    assertThat(told.metricDataResults().getLast().values()).containsExactly(0.0, 45.0, 15.0);
  }

  @Test
  void refusesAPeriodThatWouldHaveNoEffect() {
    put(datum(10, NOW));
    MetricDataQuery metric = stat("m1", "Sum", true);
    evaluate(metric.toBuilder().period(60).build());
    evaluate(metric, math("e1", "m1 * 2").toBuilder().period(60).build());
    evaluate(metric, math("e1", "TIME_SERIES(1)").toBuilder().period(300).build());

    assertThatThrownBy(() -> evaluate(metric.toBuilder().period(300).build()))
        .hasMessageContaining("m1 has Period 300, its metrics have 60");
    assertThatThrownBy(() -> evaluate(metric, math("e1", "m1 * 2").toBuilder().period(300).build()))
        .hasMessageContaining("e1 has Period 300, its metrics have 60");
  }

  @Test
  void refusesDataByTheSecond() {
    assertThatThrownBy(() -> put(datum(1, NOW).toBuilder().storageResolution(1).build()))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("StorageResolution 1");
    put(datum(1, NOW).toBuilder().storageResolution(60).build());
    assertThat(statistics(Duration.ofMinutes(1), Statistic.SUM)).hasSize(1);
  }

  @Test
  void refusesTokensThatAreMadeUp() {
    put(datum(1, NOW));
    assertThatThrownBy(() -> cloudWatch.listMetrics(r -> r.nextToken("cnViYmlzaA==")))
        .isInstanceOf(InvalidParameterValueException.class);
    assertThatThrownBy(
            () ->
                cloudWatch.getMetricData(
                    r ->
                        r.startTime(NOW)
                            .endTime(NOW.plusSeconds(60))
                            .nextToken("MQ==")
                            .metricDataQueries(stat("a", "Sum", true))))
        .isInstanceOf(InvalidNextTokenException.class);
  }

  @Test
  void tellsTheOldestFirstAndPageByPageWhenAskedTo() {
    for (int i = 0; i < 5; i++) {
      put(datum(i, NOW.plusSeconds(60L * i)));
    }
    List<Double> values =
        cloudWatch
            .getMetricDataPaginator(
                r ->
                    r.startTime(NOW)
                        .endTime(NOW.plusSeconds(600))
                        .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                        .maxDatapoints(2)
                        .metricDataQueries(stat("a", "Sum", true), stat("b", "Maximum", true)))
            .stream()
            .flatMap(page -> page.metricDataResults().stream())
            .flatMap(result -> result.values().stream())
            .toList();
    assertThat(values).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 0.0, 1.0, 2.0, 3.0, 4.0);
  }

  @Test
  void namesTheExpressionThatIsWrong() {
    assertThatThrownBy(() -> evaluate(math("e1", "m1 +")))
        .isInstanceOf(CloudWatchException.class)
        .hasMessageContaining("Error in expression 'e1'");
    assertThatThrownBy(() -> evaluate(math("e1", "m9 * 2"))).hasMessageContaining("'m9'");
    assertThatThrownBy(() -> evaluate(math("e1", "e2"), math("e2", "e1")))
        .hasMessageContaining("Circular");
    assertThatThrownBy(() -> evaluate(math("e1", "SEARCH('{A} B', 'Sum', 300)")))
        .hasMessageContaining("SEARCH");
    assertThatThrownBy(() -> evaluate(stat("m1", "Sum", true), stat("m1", "Sum", true)))
        .hasMessageContaining("m1");
  }

  private void evaluate(MetricDataQuery... queries) {
    cloudWatch.getMetricData(
        r -> r.startTime(NOW).endTime(NOW.plusSeconds(60)).metricDataQueries(queries));
  }

  private static MetricDataQuery stat(String id, String statistic, boolean returned) {
    return MetricDataQuery.builder()
        .id(id)
        .returnData(returned)
        .metricStat(
            s ->
                s.period(60)
                    .stat(statistic)
                    .metric(
                        m ->
                            m.namespace("Mine")
                                .metricName("Seen")
                                .dimensions(d -> d.name("A").value("1"))))
        .build();
  }

  private static MetricDataQuery math(String id, String expression) {
    return MetricDataQuery.builder().id(id).expression(expression).build();
  }

  @Test
  void makesUpNoValuesBeyondWhatCanBeMeasured() {
    put(datum(1, NOW));
    List<MetricDataResult> told =
        cloudWatch
            .getMetricData(
                r ->
                    r.startTime(NOW)
                        .endTime(Instant.parse("2200-01-01T00:00:00Z"))
                        .metricDataQueries(stat("m1", "Sum", false), math("e1", "FILL(m1, 0)")))
            .metricDataResults();
    assertThat(told.getFirst().values()).hasSize(120);
    assertThatThrownBy(
            () ->
                cloudWatch.getMetricData(
                    r ->
                        r.startTime(Instant.parse("1980-01-01T00:00:00Z"))
                            .endTime(NOW)
                            .metricDataQueries(
                                stat("m1", "Sum", false), math("e1", "FILL(m1, 0)"))))
        .isInstanceOf(CloudWatchException.class)
        .hasMessageContaining("100,800");
  }

  @Test
  void aFinePeriodWithAnOldStartHasTheDataThatIsStillKept() {
    put(datum(1, NOW), datum(2, NOW.plusSeconds(60)));
    clock.advance(Duration.ofDays(16));
    put(datum(4, clock.instant()));
    List<Double> told =
        cloudWatch
            .getMetricData(
                r ->
                    r.startTime(NOW)
                        .endTime(clock.instant().plusSeconds(60))
                        .metricDataQueries(stat("m1", "Sum", true)))
            .metricDataResults()
            .getFirst()
            .values();
    assertThat(told).containsExactly(4.0);
    assertThat(old(60)).isEmpty();
    assertThat(old(420)).isEmpty();
    assertThat(old(300)).containsExactly(3.0);
  }

  private List<Double> old(int period) {
    return cloudWatch
        .getMetricStatistics(
            r ->
                r.namespace("Mine")
                    .metricName("Seen")
                    .dimensions(d -> d.name("A").value("1"))
                    .startTime(NOW)
                    .endTime(NOW.plusSeconds(900))
                    .period(period)
                    .statistics(Statistic.SUM))
        .datapoints()
        .stream()
        .map(Datapoint::sum)
        .toList();
  }

  @Test
  void cutsTheLastPeriodOffAtTheEndInBothOperations() {
    put(datum(1, NOW), datum(2, NOW.plusSeconds(120)), datum(4, NOW.plusSeconds(180)));
    Instant end = NOW.plusSeconds(150);
    MetricDataQuery fiveMinutes =
        stat("m1", "Sum", true).toBuilder()
            .metricStat(
                s -> s.period(300).stat("Sum").metric(stat("m", "Sum", true).metricStat().metric()))
            .build();
    assertThat(
            cloudWatch
                .getMetricData(r -> r.startTime(NOW).endTime(end).metricDataQueries(fiveMinutes))
                .metricDataResults()
                .getFirst()
                .values())
        .containsExactly(3.0);
    assertThat(
            cloudWatch
                .getMetricStatistics(
                    r ->
                        r.namespace("Mine")
                            .metricName("Seen")
                            .dimensions(d -> d.name("A").value("1"))
                            .startTime(NOW)
                            .endTime(end)
                            .period(300)
                            .statistics(Statistic.SUM))
                .datapoints()
                .getFirst()
                .sum())
        .isEqualTo(3.0);
  }

  @Test
  void listsMetricsByNameAndDimension() {
    put(datum(1, NOW));
    for (int i = 0; i < 600; i++) {
      store.put(new MetricId("Other", "N" + i, Map.of("B", "1")), "None", NOW, 1);
    }
    assertThat(cloudWatch.listMetrics(r -> {}).metrics()).hasSize(500);
    assertThat(cloudWatch.listMetricsPaginator(r -> {}).metrics().stream()).hasSize(601);
    assertThat(names(r -> r.namespace("Mine"))).containsExactly("Seen");
    assertThat(names(r -> r.metricName("N7"))).containsExactly("N7");
    assertThat(names(r -> r.dimensions(d -> d.name("A")))).containsExactly("Seen");
    assertThat(names(r -> r.dimensions(d -> d.name("A").value("2")))).isEmpty();
    clock.advance(Duration.ofHours(3).plusMinutes(1));
    assertThat(names(r -> r.namespace("Mine").recentlyActive("PT3H"))).isEmpty();
    assertThat(names(r -> r.namespace("Mine"))).containsExactly("Seen");
    clock.advance(Duration.ofDays(14));
    assertThat(names(r -> r.namespace("Mine"))).isEmpty();
  }

  private List<String> names(Consumer<ListMetricsRequest.Builder> request) {
    return cloudWatch.listMetrics(request).metrics().stream().map(Metric::metricName).toList();
  }

  @Test
  void speaksTheQueryProtocolToo() throws Exception {
    String put =
        form(
            "Action=PutMetricData&Version=2010-08-01&Namespace=Mine&MetricData.member.1.MetricName=Seen"
                + "&MetricData.member.1.Value=4.5&MetricData.member.1.Dimensions.member.1.Name=A"
                + "&MetricData.member.1.Dimensions.member.1.Value=1");
    assertThat(put).contains("<PutMetricDataResponse").contains("<RequestId>");
    String got =
        form(
            "Action=GetMetricStatistics&Version=2010-08-01&Namespace=Mine&MetricName=Seen"
                + "&Dimensions.member.1.Name=A&Dimensions.member.1.Value=1"
                + "&StartTime=2026-11-21T11%3A00%3A00Z&EndTime=2026-11-21T13%3A00%3A00Z"
                + "&Period=3600&Statistics.member.1=Sum");
    assertThat(got)
        .contains("<Timestamp>2026-11-21T12:00:00Z</Timestamp>")
        .contains("<Sum>4.5</Sum>")
        .contains("<Label>Seen</Label>");
    assertThat(
            form(
                "Action=GetMetricStatistics&Version=2010-08-01&Namespace=Mine&MetricName=Seen"
                    + "&Dimensions.member.1.Name=A&Dimensions.member.1.Value=1"
                    + "&StartTime=2026-11-21T11%3A00%3A00Z&EndTime=2026-11-21T13%3A00%3A00Z"
                    + "&Period=3600&ExtendedStatistics.member.1=p90&ExtendedStatistics.member.2=p0"))
        .contains(
            "<ExtendedStatistics><entry><key>p90</key><value>4.5</value></entry>"
                + "<entry><key>p0</key><value>4.5</value></entry></ExtendedStatistics>");
    assertThat(form("Action=GetMetricStatistics&Namespace=Mine&MetricName=Seen"))
        .contains("<Code>MissingParameter</Code>");
  }

  private String form(String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(endpoint.uri())
                  .header(
                      "Authorization",
                      "AWS4-HMAC-SHA256 Credential=test/20261121/us-east-1/monitoring/aws4_request")
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
