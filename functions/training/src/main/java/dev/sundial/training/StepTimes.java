package dev.sundial.training;

import java.util.LinkedHashMap;
import java.util.Map;

/** How long the steps of a run took, in whole milliseconds of real time. */
final class StepTimes {
  private static final long NANOS = 1_000_000;

  private final Map<String, Long> millis = new LinkedHashMap<>();
  private final long begun = System.nanoTime();
  private long last = begun;

  /** The step that ends now. */
  synchronized void ended(String step) {
    long now = System.nanoTime();
    millis.merge(step, (now - last) / NANOS, Long::sum);
    last = now;
  }

  /** Since the beginning. */
  long total() {
    return (System.nanoTime() - begun) / NANOS;
  }

  synchronized Map<String, Long> millis() {
    return new LinkedHashMap<>(millis);
  }
}
