package dev.sundial.local.metrics.math;

import java.util.List;

/**
 * What a query is worth.
 *
 * @param isArray whether it is an array of series, of which there may be one or none; otherwise it
 *     is one series
 */
public record Evaluated(List<TimeSeries> series, boolean isArray) {
  public Evaluated {
    series = List.copyOf(series);
  }

  public static Evaluated one(TimeSeries series) {
    return new Evaluated(List.of(series), false);
  }
}
