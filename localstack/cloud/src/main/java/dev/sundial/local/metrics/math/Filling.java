package dev.sundial.local.metrics.math;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Puts values where a series has none. */
final class Filling {
  private Filling() {}

  /** The given value. */
  static TimeSeries with(TimeSeries series, Grid grid, double value) {
    Map<Long, Double> filled = series.byTime();
    for (long time : times(series, grid)) {
      filled.putIfAbsent(time, value);
    }
    return TimeSeries.of(series.label(), series.period(), filled);
  }

  /** Another's value of that time, if it has one. */
  static TimeSeries with(TimeSeries series, TimeSeries other) {
    Map<Long, Double> filled = series.byTime();
    other.byTime().forEach(filled::putIfAbsent);
    return TimeSeries.of(series.label(), series.period(), filled);
  }

  /** The value before it; before the first there is none. */
  static TimeSeries repeated(TimeSeries series, Grid grid) {
    NavigableMap<Long, Double> known = new TreeMap<>(series.byTime());
    Map<Long, Double> filled = series.byTime();
    for (long time : times(series, grid)) {
      Map.Entry<Long, Double> before = known.floorEntry(time);
      if (before != null) {
        filled.put(time, before.getValue());
      }
    }
    return TimeSeries.of(series.label(), series.period(), filled);
  }

  /** What lies on the line between the values around it; outside of them there is none. */
  static TimeSeries linear(TimeSeries series, Grid grid) {
    NavigableMap<Long, Double> known = new TreeMap<>(series.byTime());
    Map<Long, Double> filled = series.byTime();
    for (long time : times(series, grid)) {
      Map.Entry<Long, Double> before = known.floorEntry(time);
      Map.Entry<Long, Double> after = known.ceilingEntry(time);
      if (before != null && after != null && before.getKey() < after.getKey()) {
        double part = (double) (time - before.getKey()) / (after.getKey() - before.getKey());
        filled.put(time, before.getValue() + part * (after.getValue() - before.getValue()));
      }
    }
    return TimeSeries.of(series.label(), series.period(), filled);
  }

  private static long[] times(TimeSeries series, Grid grid) {
    return new Grid(grid.from(), grid.to(), series.period()).times();
  }
}
