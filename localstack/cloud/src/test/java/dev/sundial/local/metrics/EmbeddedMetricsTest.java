package dev.sundial.local.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sundial.local.logs.LogLine;
import dev.sundial.local.metrics.math.Grid;
import dev.sundial.local.state.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmbeddedMetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final MetricId ROWS =
      new MetricId("Sundial", "DataRows", Map.of("Stage", "local", "Model", "iris"));
  private static final String LINE =
      """
      {"_aws":{"Timestamp":%d,"CloudWatchMetrics":[{"Namespace":"Sundial","Dimensions":[["Stage","Model"]],\
      "Metrics":[{"Name":"DataRows","Unit":"Count"}]}]},"Stage":"local","Model":"iris","DataRows":150}\
      """;

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final StateStore state = StateStore.inMemory();
  private final MetricStore store = new MetricStore(state, clock);

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void putsWhatALineSays() {
    take(LINE.formatted(NOW.toEpochMilli()));
    assertEquals(List.of(new MetricSource.Point(NOW, 150)), sums(ROWS));
    assertEquals(List.of("Count"), store.units(ROWS));
  }

  @Test
  void putsEveryValueOfAList() {
    take(line("DataRows\":150", "DataRows\":[1, 2.5, -3]"));
    Bucket bucket = bucket(ROWS);
    assertEquals(3, bucket.count());
    assertEquals(0.5, bucket.sum());
    assertEquals(-3, bucket.least());
    assertEquals(2.5, bucket.greatest());
  }

  @Test
  void putsAMetricOnceForEverySetOfDimensions() {
    take(line("[[\"Stage\",\"Model\"]]", "[[\"Stage\"],[],[\"Stage\",\"Model\"]]"));
    assertEquals(1, bucket(new MetricId("Sundial", "DataRows", Map.of("Stage", "local"))).count());
    assertEquals(1, bucket(new MetricId("Sundial", "DataRows", Map.of())).count());
    assertEquals(1, bucket(ROWS).count());
  }

  @Test
  void leavesOutASetOfWhichAMemberIsMissingOrNoText() {
    take(line("[[\"Stage\",\"Model\"]]", "[[\"Stage\",\"Nobody\"],[\"DataRows\"],[\"Stage\"]]"));
    assertEquals(1, store.lastPuts().size());
  }

  @Test
  void takesLinesOfFourteenDaysAgoAndTwoHoursFromNowButNotBeyond() {
    take(LINE.formatted(NOW.minus(Duration.ofDays(14)).minusMillis(1).toEpochMilli()));
    take(LINE.formatted(NOW.plus(Duration.ofHours(2)).plusMillis(1).toEpochMilli()));
    assertEquals(0, store.lastPuts().size());
    Instant oldest = NOW.minus(Duration.ofDays(14));
    Instant newest = NOW.plus(Duration.ofHours(2));
    take(LINE.formatted(oldest.toEpochMilli()));
    take(LINE.formatted(newest.toEpochMilli()));
    assertEquals(1, bucket(ROWS, oldest).count());
    assertEquals(1, bucket(ROWS, newest).count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Timestamp\":%d|\"Timestamp\":\"%d\"",
        "\"Timestamp\":%d|\"Timestamp\":9223372036854775807",
        "\"Timestamp\":%d|\"Timestamp\":-9223372036854775808",
        "\"Sundial\"|\"AWS/Lambda\"",
        "\"Sundial\"|\"\"",
        "\"Sundial\"|7",
        "\"Count\"|\"Apples\"",
        "\"Unit\":\"Count\"|\"StorageResolution\":30",
        "\"Name\":\"DataRows\"|\"Name\":7",
        "[[\"Stage\",\"Model\"]]|[\"Stage\"]",
        "[[\"Stage\",\"Model\"]]|{}",
        "\"iris\",|\"iris\",\"x\":[,",
        "150}|150}}",
        "150}|\"150\"}",
        "150}|[150,\"x\"]}",
        "150}|true}",
        "150}|1e200}"
      })
  void leavesALineThatBreaksTheFormatAlone(String change) {
    String[] parts = change.split("\\|");
    take(LINE.replace(parts[0], parts[1]).replace("%d", Long.toString(NOW.toEpochMilli())));
    assertEquals(0, store.lastPuts().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "\"_aws\"", "{\"_aws\"", "[{\"_aws\":{}}]", "{\"_aws\":[]}"})
  void leavesOtherLinesAlone(String line) {
    take(line);
    assertEquals(0, store.lastPuts().size());
  }

  @Test
  void takesOneHundredValuesAndNotOneMore() {
    take(line("150}", "[" + "1,".repeat(100) + "1]}"));
    assertEquals(0, store.lastPuts().size());
    take(line("150}", "[" + "1,".repeat(99) + "1]}"));
    assertEquals(100, bucket(ROWS).count());
  }

  private static String line(String part, String instead) {
    return LINE.formatted(NOW.toEpochMilli()).replace(part, instead);
  }

  private void take(String line) {
    new EmbeddedMetrics(store, clock).take(List.of(new LogLine(NOW, line)));
  }

  private List<MetricSource.Point> sums(MetricId metric) {
    return store.points(
        new MetricQuery.Stat(metric, "Sum", Duration.ofMinutes(1)), NOW, NOW.plusSeconds(300));
  }

  private Bucket bucket(MetricId metric) {
    return bucket(metric, NOW);
  }

  private Bucket bucket(MetricId metric, Instant from) {
    long start = Math.floorDiv(from.getEpochSecond(), 60L) * 60;
    Bucket into = new Bucket();
    store.periods(
        metric,
        Optional.empty(),
        new Grid(start, start + 60, 60),
        true,
        (at, bucket) -> into.addAll(bucket, true));
    return into;
  }
}
