package dev.sundial.local.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.HandClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final MetricId METRIC = new MetricId("Mine", "Seen", Map.of("A", "1"));

  private final HandClock clock = new HandClock(NOW.toString());

  private static StateStore open(Path folder) {
    return StateStore.open(folder.resolve("state"));
  }

  private static List<Double> values(
      MetricStore store, String statistic, Duration period, Instant from, Instant to) {
    return store.points(new MetricQuery.Stat(METRIC, statistic, period), from, to).stream()
        .map(MetricSource.Point::value)
        .toList();
  }

  @Test
  void remembersEverythingAfterARestart(@TempDir Path folder) {
    try (StateStore state = open(folder)) {
      MetricStore store = new MetricStore(state, clock);
      store.put(METRIC, "Count", NOW, 3);
      store.put(METRIC, "Count", NOW, 1, 2);
      store.putSet(METRIC, "Count", NOW.plusSeconds(60), 2, 5, 1, 4);
      store.close();
    }
    try (StateStore state = open(folder)) {
      MetricStore store = new MetricStore(state, clock);
      Instant end = NOW.plusSeconds(120);
      Duration minute = Duration.ofMinutes(1);
      assertThat(values(store, "Sum", minute, NOW, end)).containsExactly(5.0, 5.0);
      assertThat(values(store, "SampleCount", minute, NOW, end)).containsExactly(3.0, 2.0);
      assertThat(values(store, "Maximum", minute, NOW, end)).containsExactly(3.0, 4.0);
      assertThat(values(store, "p50", minute, NOW, end)).containsExactly(1.0);
      assertThat(store.units(METRIC)).containsExactly("Count");
      store.put(METRIC, "Count", NOW, 10);
      assertThat(values(store, "Sum", minute, NOW, end)).containsExactly(15.0, 5.0);
    }
  }

  /** Windows behind the newest measurement are answered without a look; no other is. */
  @Test
  void findsWhatWasMeasuredForLaterAndNothingSince(@TempDir Path folder) {
    Instant later = NOW.plusSeconds(7200);
    Duration minute = Duration.ofMinutes(1);
    try (StateStore state = open(folder)) {
      MetricStore store = new MetricStore(state, clock);
      assertThat(values(store, "Sum", minute, NOW, later)).isEmpty();
      store.put(METRIC, "Count", later, 3);
      store.put(METRIC, "Count", NOW, 1);
      assertThat(values(store, "Sum", minute, later, later.plusSeconds(60))).containsExactly(3.0);
      assertThat(values(store, "Sum", minute, later.plusSeconds(60), later.plusSeconds(600)))
          .isEmpty();
      store.put(METRIC, "Milliseconds", later.plusSeconds(120), 5);
      assertThat(values(store, "Sum", minute, later.plusSeconds(60), later.plusSeconds(600)))
          .containsExactly(5.0);
      store.close();
    }
    try (StateStore state = open(folder)) {
      MetricStore store = new MetricStore(state, clock);
      assertThat(values(store, "Sum", minute, later, later.plusSeconds(180)))
          .containsExactly(3.0, 5.0);
    }
  }

  @Test
  void addsUpPeriodsThatBeginAtAnyMinute() {
    try (StateStore state = StateStore.inMemory()) {
      MetricStore store = new MetricStore(state, clock);
      for (int minute = 0; minute < 180; minute++) {
        store.put(METRIC, "Count", NOW.plusSeconds(60L * minute), 1);
      }
      Instant from = NOW.plusSeconds(17 * 60);
      assertThat(values(store, "Sum", Duration.ofHours(1), from, NOW.plusSeconds(10_800)))
          .containsExactly(60.0, 60.0, 43.0);
      assertThat(values(store, "Sum", Duration.ofHours(1), NOW, NOW.plusSeconds(10_800)))
          .containsExactly(60.0, 60.0, 60.0);
      assertThat(values(store, "Sum", Duration.ofMinutes(5), NOW, NOW.plusSeconds(660)))
          .containsExactly(5.0, 5.0, 1.0);
    }
  }

  @Test
  void keepsMinutesForFifteenDaysFiveMinutesForSixtyThreeAndHoursForFourHundredAndFiftyFive() {
    try (StateStore state = StateStore.inMemory()) {
      MetricStore store = new MetricStore(state, clock);
      store.put(METRIC, "Count", NOW.plusSeconds(120), 7);
      assertThat(kept(store, 60)).isEqualTo(List.of(7.0));
      pass(store, Duration.ofDays(16));
      assertThat(kept(store, 60)).isEqualTo(List.of());
      assertThat(kept(store, 300)).isEqualTo(List.of(7.0));
      pass(store, Duration.ofDays(50));
      assertThat(kept(store, 300)).isEqualTo(List.of());
      assertThat(kept(store, 3600)).isEqualTo(List.of(7.0));
      pass(store, Duration.ofDays(400));
      assertThat(kept(store, 3600)).isEqualTo(List.of());
      assertThat(store.lastPuts()).isEmpty();
      assertThat(state.shelf("metric-pages", StoredPage.class).keys()).isEmpty();
      assertThat(state.shelf("metrics", StoredSeries.class).keys()).isEmpty();
    }
  }

  private void pass(MetricStore store, Duration time) {
    clock.advance(time);
    store.close();
  }

  private static List<Double> kept(MetricStore store, int seconds) {
    Instant from =
        Instant.ofEpochSecond(Math.floorDiv(NOW.getEpochSecond() + 120, seconds) * seconds);
    return values(store, "Sum", Duration.ofSeconds(seconds), from, from.plusSeconds(seconds));
  }

  @Test
  void tellsPercentilesOfManyDifferentValuesNearly() {
    try (StateStore state = StateStore.inMemory()) {
      MetricStore store = new MetricStore(state, clock);
      for (int i = 1; i <= 100_000; i++) {
        store.put(METRIC, "Milliseconds", NOW, i * 0.37);
      }
      for (double percent : List.of(1.0, 50.0, 90.0, 99.0, 99.9)) {
        double exact = 100_000 * percent / 100 * 0.37;
        double told =
            values(store, "p" + percent, Duration.ofMinutes(1), NOW, NOW.plusSeconds(60))
                .getFirst();
        assertThat(told / exact).isBetween(0.93, 1.07);
      }
      assertThat(values(store, "p100", Duration.ofMinutes(1), NOW, NOW.plusSeconds(60)))
          .containsExactly(100_000 * 0.37);
      assertThat(values(store, "p0", Duration.ofMinutes(1), NOW, NOW.plusSeconds(60)))
          .containsExactly(0.37);
    }
  }

  @Test
  void tellsNoPercentileWhereAnyValueIsNegative() {
    try (StateStore state = StateStore.inMemory()) {
      MetricStore store = new MetricStore(state, clock);
      Duration minute = Duration.ofMinutes(1);
      store.put(METRIC, "Count", NOW, 0);
      store.put(METRIC, "Count", NOW, 8);
      store.put(METRIC, "Count", NOW.plusSeconds(60), -0.1);
      store.put(METRIC, "Count", NOW.plusSeconds(60), 8);
      assertThat(values(store, "p50", minute, NOW, NOW.plusSeconds(120))).containsExactly(0.0);
      assertThat(values(store, "Average", minute, NOW, NOW.plusSeconds(120))).hasSize(2);
    }
  }

  @Test
  void makesRoomOfMetricsThatAreNoLongerListedAndOfNoOthers() {
    try (StateStore state = StateStore.inMemory()) {
      MetricStore store = new MetricStore(state, clock, 2);
      MetricId second = new MetricId("Mine", "Second", Map.of());
      MetricId third = new MetricId("Mine", "Third", Map.of());
      store.put(METRIC, "Count", NOW, 1);
      clock.advance(Duration.ofDays(14));
      store.put(second, "Count", clock.instant(), 1);
      assertThat(store.takes(third, "Count")).isFalse();
      assertThat(store.takes(second, "Count")).isTrue();
      store.put(third, "Count", clock.instant(), 1);
      assertThat(store.lastPuts()).containsOnlyKeys(METRIC, second);
      clock.advance(Duration.ofMinutes(1));
      store.put(third, "Count", clock.instant(), 1);
      assertThat(store.lastPuts()).containsOnlyKeys(second, third);
    }
  }

  @Test
  void answersInTheUnitThatIsAskedFor() {
    try (StateStore state = StateStore.inMemory()) {
      MetricStore store = new MetricStore(state, clock);
      Duration minute = Duration.ofMinutes(1);
      store.put(METRIC, "Count", NOW, 3);
      store.put(METRIC, "Seconds", NOW, 4);
      assertThat(values(store, "Sum", minute, NOW, NOW.plusSeconds(60))).containsExactly(7.0);
      MetricQuery seconds =
          new MetricQuery.Stat(METRIC, "Sum", java.util.Optional.of("Seconds"), minute);
      assertThat(store.points(seconds, NOW, NOW.plusSeconds(60)))
          .containsExactly(new MetricSource.Point(NOW, 4));
    }
  }

  @Test
  void evaluatesEachInputOnceHoweverOftenItIsNamed() {
    try (StateStore state = StateStore.inMemory()) {
      MetricStore store = new MetricStore(state, clock);
      Duration minute = Duration.ofMinutes(1);
      store.put(METRIC, "Count", NOW, 1);
      Map<String, MetricQuery> inputs = new java.util.LinkedHashMap<>();
      inputs.put("e0", new MetricQuery.Stat(METRIC, "Sum", minute));
      for (int i = 1; i <= 60; i++) {
        String doubled = "e" + (i - 1) + " + e" + (i - 1);
        inputs.put("e" + i, new MetricQuery.Math(doubled, Map.of(), minute));
      }
      MetricQuery all = new MetricQuery.Math("e60 + SUM(METRICS())", inputs, minute);
      assertThat(store.points(all, NOW, NOW.plusSeconds(60)))
          .containsExactly(new MetricSource.Point(NOW, Math.pow(2, 60) + 1));
    }
  }

  @Test
  void evaluatesMathOverMetrics() {
    try (StateStore state = StateStore.inMemory()) {
      MetricStore store = new MetricStore(state, clock);
      MetricId other = new MetricId("Mine", "Asked", Map.of());
      Duration minute = Duration.ofMinutes(1);
      store.put(METRIC, "Count", NOW, 3);
      store.put(other, "Count", NOW, 12);
      store.put(other, "Count", NOW.plusSeconds(60), 12);
      MetricQuery rate =
          new MetricQuery.Math(
              "100 * FILL(errors, 0) / requests",
              Map.of(
                  "errors", new MetricQuery.Stat(METRIC, "Sum", minute),
                  "requests", new MetricQuery.Stat(other, "Sum", minute)),
              minute);
      assertThat(store.points(rate, NOW, NOW.plusSeconds(180)))
          .containsExactly(
              new MetricSource.Point(NOW, 25), new MetricSource.Point(NOW.plusSeconds(60), 0));
    }
  }

  @Test
  void knowsWhatWasMeasuredAndWhatServicesVend() {
    try (StateStore state = StateStore.inMemory()) {
      MetricStore store = new MetricStore(state, clock);
      assertThat(store.isKnown(vended("AWS/Lambda", "Errors", "FunctionName"))).isTrue();
      assertThat(store.isKnown(vended("AWS/Lambda", "Errrors", "FunctionName"))).isFalse();
      assertThat(store.isKnown(vended("AWS/Lambda", "Errors", "QueueName"))).isFalse();
      assertThat(store.isKnown(vended("AWS/EC2", "CPUUtilization", "InstanceId"))).isFalse();
      assertThat(store.isKnown(METRIC)).isTrue();
    }
  }

  private static MetricId vended(String namespace, String name, String dimension) {
    return new MetricId(namespace, name, Map.of(dimension, "x"));
  }
}
