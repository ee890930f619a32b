package dev.sundial.local.metrics;

import dev.sundial.local.metrics.math.Grid;
import dev.sundial.local.metrics.math.MathException;
import dev.sundial.local.metrics.math.MetricMath;
import dev.sundial.local.metrics.math.TimeSeries;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
 * CloudWatch keeps ({@link Resolution}), of at most {@value #MOST_SERIES} metrics: beyond, the one
 * that was measured longest ago goes.
 */
public final class MetricStore implements MetricSink, MetricSource, AutoCloseable {
  /** Series kept; a metric has one for each unit it was sent in. */
  static final int MOST_SERIES = 10_000;

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
  private Instant sweptAt;

  /**
   * @param clock virtual time
   */
  public MetricStore(StateStore store, Clock clock) {
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
    make(metric, unit, now).put(at, now, change);
  }

  private synchronized Series make(MetricId metric, String unit, Instant now) {
    for (Series series : series(metric)) {
      if (series.unit().equals(unit)) {
        return series;
      }
    }
    if (known.size() >= MOST_SERIES) {
      all().stream()
          .min(Comparator.comparing(series -> series.stored().lastPut()))
          .ifPresent(this::forget);
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
    return made;
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
   * What was measured of a metric between two times.
   *
   * @param unit empty for all
   * @param values whether it is asked how often which value was
   */
  Bucket bucket(MetricId metric, Optional<String> unit, Instant from, Instant to, boolean values) {
    Bucket into = new Bucket();
    for (Series series : metrics.getOrDefault(metric, List.of())) {
      if (unit.isEmpty() || unit.get().equals(series.unit())) {
        fold(series, from.getEpochSecond(), to.getEpochSecond(), values, into);
      }
    }
    return into;
  }

  private void fold(Series series, long from, long to, boolean values, Bucket into) {
    Resolution fits = Resolution.between(from, to);
    Duration age = Duration.between(Instant.ofEpochSecond(from), clock.instant());
    while (age.compareTo(fits.kept()) > 0 && fits != Resolution.HOUR) {
      fits = Resolution.values()[fits.ordinal() + 1];
    }
    series.fold(fits, from, to, values, into);
  }

  /**
   * @throws dev.sundial.local.metrics.math.MathException when an expression cannot be read or
   *     evaluated, or makes more than one series
   */
  @Override
  public List<Point> points(MetricQuery query, Instant from, Instant to) {
    List<TimeSeries> all = series("", query, from.getEpochSecond(), to.getEpochSecond());
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

  /** What a query is worth: one series, or those that its expression makes. */
  List<TimeSeries> series(String label, MetricQuery query, long from, long to) {
    int period = MathInputs.seconds(query.period());
    return switch (query) {
      case MetricQuery.Stat stat ->
          List.of(
              series(
                  label,
                  stat.metric(),
                  Optional.empty(),
                  Statistic.parse(stat.statistic()),
                  new Grid(from, to, period)));
      case MetricQuery.Math math ->
          MetricMath.parse(math.expression())
              .evaluate(new MathInputs(this, math.inputs(), from, to), new Grid(from, to, period));
    };
  }

  /**
   * One statistic of one metric.
   *
   * @param unit empty for all
   */
  TimeSeries series(
      String label, MetricId metric, Optional<String> unit, Statistic statistic, Grid grid) {
    List<Series> units =
        metrics.getOrDefault(metric, List.of()).stream()
            .filter(series -> unit.isEmpty() || unit.get().equals(series.unit()))
            .toList();
    TimeSeries.Builder builder = new TimeSeries.Builder(label, grid.period());
    long first = units.stream().mapToLong(Series::firstSecond).min().orElse(grid.to());
    long last = units.stream().mapToLong(Series::lastSecond).max().orElse(grid.from());
    long skipped = Math.max(0, Math.floorDiv(first - grid.from(), (long) grid.period()));
    long end = Math.min(last, grid.to());
    for (long at = grid.from() + skipped * grid.period(); at < end; at += grid.period()) {
      Bucket bucket = new Bucket();
      for (Series series : units) {
        fold(series, at, Math.min(at + grid.period(), grid.to()), statistic.needsValues(), bucket);
      }
      statistic.add(bucket, at, builder);
    }
    return builder.build();
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
