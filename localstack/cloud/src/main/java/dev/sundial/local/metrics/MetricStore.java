package dev.sundial.local.metrics;

import dev.sundial.local.metrics.math.Evaluated;
import dev.sundial.local.metrics.math.Grid;
import dev.sundial.local.metrics.math.MathException;
import dev.sundial.local.metrics.math.TimeSeries;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Every metric of the account. What is put is added up in memory and reaches the shelf within a
 * second, so a kill may lose that second; what was used lately stays in memory. Keeps what
 * CloudWatch keeps ({@link Resolution}), of at most {@value #MOST_SERIES} metrics: beyond, those
 * that ListMetrics no longer shows make room, and where that is not enough new ones are not taken.
 */
public final class MetricStore implements MetricSink, MetricSource, AutoCloseable {
  /** Series kept; a metric has one for each unit it was sent in. */
  static final int MOST_SERIES = 10_000;

  private static final Logger LOG = System.getLogger(MetricStore.class.getName());
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FLUSH_EVERY = Duration.ofSeconds(1);
  private static final Duration SWEEP_EVERY = Duration.ofHours(1);
  private static final long MOST_BYTES_IN_MEMORY = 64L * 1024 * 1024;

  /** How long ago, in flushes, a page must have been used to be forgotten, ever less. */
  private static final int[] IDLE = {600, 60, 5, 1};

  private final Shelf<StoredSeries> known;
  private final Shelf<StoredPage> pages;
  private final Clock clock;
  private final Map<MetricId, List<Series>> metrics = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Flusher flusher = new Flusher(this::flush, FLUSH_EVERY);
  private final int mostSeries;
  private Instant sweptAt;
  private Instant roomSoughtAt = Instant.EPOCH;

  /**
   * @param clock virtual time
   */
  public MetricStore(StateStore store, Clock clock) {
    this(store, clock, MOST_SERIES);
  }

  MetricStore(StateStore store, Clock clock, int mostSeries) {
    this.mostSeries = mostSeries;
    this.known = store.shelf("metrics", StoredSeries.class);
    this.pages = store.shelf("metric-pages", StoredPage.class);
    this.clock = clock;
    this.sweptAt = clock.instant();
    for (StoredSeries stored : known.values()) {
      series(stored.id()).add(new Series(stored, pages));
      numbers.accumulateAndGet(stored.number(), Math::max);
    }
  }

  /** Begins to write to the shelf by itself. */
  public void start() {
    flusher.start();
  }

  @Override
  public void put(MetricId metric, String unit, Instant at, double value) {
    put(metric, unit, at, bucket -> bucket.add(value, 1));
  }

  /** Adds a value that was measured so many times. */
  void put(MetricId metric, String unit, Instant at, double value, double times) {
    put(metric, unit, at, bucket -> bucket.add(value, times));
  }

  /** Adds values of which only count, sum, least and greatest are known. */
  void putSet(
      MetricId metric,
      String unit,
      Instant at,
      double times,
      double sum,
      double least,
      double greatest) {
    put(metric, unit, at, bucket -> bucket.addSet(times, sum, least, greatest));
  }

  private void put(MetricId metric, String unit, Instant at, Consumer<Bucket> change) {
    Instant now = clock.instant();
    List<Series> units = series(metric);
    for (Series series : units) {
      if (series.unit().equals(unit)) {
        series.put(at, now, change);
        return;
      }
    }
    make(metric, unit, now)
        .ifPresentOrElse(
            series -> series.put(at, now, change),
            () ->
                LOG.log(
                    Level.WARNING,
                    "{0} {1} is not kept: there are {2} metrics already",
                    metric.namespace(),
                    metric.name(),
                    mostSeries));
  }

  /** Whether something that is measured of a metric would be kept. */
  boolean takes(MetricId metric, String unit) {
    return units(metric).contains(unit) || hasRoom(clock.instant());
  }

  /** Makes room, if it can, of series that nobody is shown any more. */
  private synchronized boolean hasRoom(Instant now) {
    if (known.size() >= mostSeries && Duration.between(roomSoughtAt, now).compareTo(MINUTE) >= 0) {
      roomSoughtAt = now;
      Instant shown = now.minus(ListMetrics.SHOWN);
      List<Series> old =
          all().stream().filter(series -> series.stored().lastPut().isBefore(shown)).toList();
      old.forEach(this::forget);
      LOG.log(
          Level.WARNING,
          "there are {0} metrics, of which {1} were forgotten that were not measured for {2} days",
          mostSeries,
          old.size(),
          ListMetrics.SHOWN.toDays());
    }
    return known.size() < mostSeries;
  }

  private synchronized Optional<Series> make(MetricId metric, String unit, Instant now) {
    for (Series series : series(metric)) {
      if (series.unit().equals(unit)) {
        return Optional.of(series);
      }
    }
    if (!hasRoom(now)) {
      return Optional.empty();
    }
    StoredSeries stored =
        new StoredSeries(
            numbers.incrementAndGet(),
            metric.namespace(),
            metric.name(),
            metric.dimensions(),
            unit,
            now,
            List.of());
    Series made = new Series(stored, pages);
    known.put(PageKey.series(stored.number()), stored);
    series(metric).add(made);
    return Optional.of(made);
  }

  private List<Series> series(MetricId metric) {
    return metrics.computeIfAbsent(metric, id -> new CopyOnWriteArrayList<>());
  }

  private List<Series> all() {
    List<Series> all = new ArrayList<>();
    metrics.values().forEach(all::addAll);
    return all;
  }

  private void forget(Series series) {
    StoredSeries stored = series.stored();
    metrics.computeIfPresent(
        stored.id(),
        (id, units) -> {
          units.remove(series);
          return units.isEmpty() ? null : units;
        });
    series.clear();
    known.remove(PageKey.series(stored.number()));
  }

  /** Every metric with the time it was measured last, in no order. */
  Map<MetricId, Instant> lastPuts() {
    Map<MetricId, Instant> last = new HashMap<>();
    for (Series series : all()) {
      StoredSeries stored = series.stored();
      last.merge(stored.id(), stored.lastPut(), (a, b) -> a.isAfter(b) ? a : b);
    }
    return last;
  }

  /** The units a metric was sent in. */
  List<String> units(MetricId metric) {
    return metrics.getOrDefault(metric, List.of()).stream().map(Series::unit).toList();
  }

  /**
   * @throws dev.sundial.local.metrics.math.MathException when an expression cannot be read or
   *     evaluated, or makes more than one series
   */
  @Override
  public List<Point> points(MetricQuery query, Instant from, Instant to) {
    // What most alarms see in most minutes.
    if (query instanceof MetricQuery.Stat stat && isSilentSince(stat.metric(), from)) {
      return List.of();
    }
    List<TimeSeries> all = evaluate(query, from.getEpochSecond(), to.getEpochSecond()).series();
    if (all.size() > 1) {
      throw MathException.several();
    }
    List<Point> points = new ArrayList<>();
    for (TimeSeries series : all) {
      for (int i = 0; i < series.at().length; i++) {
        points.add(new Point(Instant.ofEpochSecond(series.at()[i]), series.values()[i]));
      }
    }
    return points;
  }

  private boolean isSilentSince(MetricId metric, Instant from) {
    for (Series series : metrics.getOrDefault(metric, List.of())) {
      if (!series.isSilentSince(from.getEpochSecond())) {
        return false;
      }
    }
    return true;
  }

  private Evaluated evaluate(MetricQuery query, long from, long to) {
    return switch (query) {
      case MetricQuery.Stat stat -> Evaluated.one(series("", stat, from, to));
      case MetricQuery.Math math -> MathInputs.evaluate(this, math, from, to);
    };
  }

  /** What a statistic is worth. */
  TimeSeries series(String label, MetricQuery.Stat stat, long from, long to) {
    return series(
        label,
        stat.metric(),
        stat.unit(),
        Statistic.parse(stat.statistic()),
        new Grid(from, to, MathInputs.seconds(stat.period())));
  }

  /**
   * One statistic of one metric.
   *
   * @param unit empty for all
   */
  TimeSeries series(
      String label, MetricId metric, Optional<String> unit, Statistic statistic, Grid grid) {
    TimeSeries.Builder builder = new TimeSeries.Builder(label, grid.period());
    periods(
        metric,
        unit,
        grid,
        statistic.needsValues(),
        (at, bucket) -> statistic.add(bucket, at, builder));
    return builder.build();
  }

  /** Takes what was measured in the period that begins then, in epoch seconds. */
  @FunctionalInterface
  interface Taker {
    void take(long at, Bucket bucket);
  }

  /**
   * Hands over what was measured, period by period, oldest first; the last is cut off where the
   * grid ends. Periods that nothing is kept of may be passed over.
   *
   * @param unit empty for all
   * @param values whether it is asked how often which value was
   */
  void periods(MetricId metric, Optional<String> unit, Grid grid, boolean values, Taker taker) {
    List<Series> units =
        metrics.getOrDefault(metric, List.of()).stream()
            .filter(series -> unit.isEmpty() || unit.get().equals(series.unit()))
            .toList();
    long now = clock.instant().getEpochSecond();
    long first = units.stream().mapToLong(Series::firstSecond).min().orElse(grid.to());
    long last = units.stream().mapToLong(Series::lastSecond).max().orElse(grid.from());
    long skipped = Math.max(0, Math.floorDiv(first - grid.from(), (long) grid.period()));
    long end = Math.min(last, grid.to());
    for (long at = grid.from() + skipped * grid.period(); at < end; at += grid.period()) {
      long to = Math.min(at + grid.period(), grid.to());
      Optional<Resolution> resolution = Resolution.kept(at, to, grid.period(), now);
      if (resolution.isPresent()) {
        Bucket bucket = new Bucket();
        for (Series series : units) {
          series.fold(resolution.get(), at, to, values, bucket);
        }
        taker.take(at, bucket);
      }
    }
  }

  @Override
  public boolean isKnown(MetricId metric) {
    return metrics.containsKey(metric) || VendedMetrics.canBeEmitted(metric);
  }

  /** Writes what changed to the shelf, drops what is too old, and forgets what nobody uses. */
  private synchronized void flush() {
    long weight = 0;
    List<Series> all = all();
    for (Series series : all) {
      series.flush().ifPresent(stored -> known.put(PageKey.series(stored.number()), stored));
      weight += series.weight();
    }
    for (int idle : IDLE) {
      if (weight > MOST_BYTES_IN_MEMORY) {
        all.forEach(series -> series.unload(idle));
        weight = all.stream().mapToLong(Series::weight).sum();
      }
    }
    Instant now = clock.instant();
    if (Duration.between(sweptAt, now).compareTo(SWEEP_EVERY) >= 0) {
      sweptAt = now;
      all.stream().filter(series -> !series.expire(now)).forEach(this::forget);
    }
  }

  /** Writes everything to the shelf. */
  @Override
  public void close() {
    flusher.close();
    flush();
  }
}
