package dev.sundial.local.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A metric in one unit.
 *
 * @param number of the series, which its pages are kept under
 * @param lastPut when it was measured last, virtual time
 * @param kept which of its pages there may be; told here, since finding out would read them all
 */
record StoredSeries(
    long number,
    String namespace,
    String name,
    Map<String, String> dimensions,
    String unit,
    Instant lastPut,
    List<Kept> kept) {

  StoredSeries {
    dimensions = Map.copyOf(dimensions);
    kept = List.copyOf(kept);
  }

  /**
   * Pages of one resolution.
   *
   * @param first number
   * @param last number
   */
  record Kept(Resolution resolution, int first, int last) {}

  MetricId id() {
    return new MetricId(namespace, name, dimensions);
  }

  StoredSeries with(Instant put, List<Kept> pages) {
    return new StoredSeries(number, namespace, name, dimensions, unit, put, pages);
  }
}
