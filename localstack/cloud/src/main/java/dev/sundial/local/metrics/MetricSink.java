package dev.sundial.local.metrics;

import java.time.Instant;

/** Takes measurements, as the services of the local cloud publish them. */
@FunctionalInterface
public interface MetricSink {

  /** Drops what it is given. */
  MetricSink NONE = (metric, unit, at, value) -> {};

  /**
   * @param unit as CloudWatch spells it, such as {@code Milliseconds}
   * @param at virtual time
   */
  void put(MetricId metric, String unit, Instant at, double value);
}
