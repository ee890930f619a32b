package dev.sundial.local.alarms;

import dev.sundial.local.metrics.MetricId;
import dev.sundial.local.metrics.MetricQuery;
import dev.sundial.local.metrics.MetricSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Measurements of one metric, by hand; sums and extremes are made of them. */
final class FakeMetrics implements MetricSource {
  private final NavigableMap<Instant, Double> measured = new TreeMap<>();

  void put(Instant at, double value) {
    measured.put(at, value);
  }

  void put(String at, double value) {
    put(Instant.parse(at), value);
  }

  @Override
  public List<Point> points(MetricQuery query, Instant from, Instant to) {
    if (!(query instanceof MetricQuery.Stat stat)) {
      throw new IllegalStateException("no math here");
    }
    List<Point> points = new ArrayList<>();
    for (Instant at = from; at.isBefore(to); at = at.plus(query.period())) {
      Instant start = at;
      DoubleStream values =
          measured.subMap(at, at.plus(query.period())).values().stream().mapToDouble(v -> v);
      value(stat.statistic(), values).ifPresent(value -> points.add(new Point(start, value)));
    }
    return points;
  }

  private static OptionalDouble value(String statistic, DoubleStream values) {
    double[] all = values.toArray();
    if (all.length == 0) {
      return OptionalDouble.empty();
    }
    return switch (statistic) {
      case "SampleCount" -> OptionalDouble.of(all.length);
      case "Sum" -> OptionalDouble.of(DoubleStream.of(all).sum());
      case "Minimum" -> DoubleStream.of(all).min();
      case "Maximum", "p99", "p50" -> DoubleStream.of(all).max();
      default -> DoubleStream.of(all).average();
    };
  }

  @Override
  public boolean isKnown(MetricId metric) {
    return !metric.namespace().startsWith("AWS/") || metric.name().equals("Errors");
  }
}
