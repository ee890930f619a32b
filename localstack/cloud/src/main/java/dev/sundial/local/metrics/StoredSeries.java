package dev.sundial.local.metrics;

import java.time.Instant;
import java.util.Map;

/**
 * A metric in one unit.
 *
 * @param number of the series, which its pages are kept under
 * @param lastPut when it was measured last, virtual time
 */
record StoredSeries(
    long number,
    String namespace,
    String name,
    Map<String, String> dimensions,
    String unit,
    Instant lastPut) {

  MetricId id() {
    return new MetricId(namespace, name, dimensions);
  }

  StoredSeries at(Instant put) {
    return new StoredSeries(number, namespace, name, dimensions, unit, put);
  }
}
