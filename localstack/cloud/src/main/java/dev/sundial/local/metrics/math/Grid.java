package dev.sundial.local.metrics.math;

/**
 * The periods that are asked for, in epoch seconds.
 *
 * @param from where the first begins
 * @param to exclusive
 * @param period length, in seconds
 */
public record Grid(long from, long to, int period) {

  public Grid {
    if (period <= 0) {
      throw new IllegalArgumentException("period must be positive, was " + period);
    }
  }

  long[] times() {
    int size = Math.toIntExact(Math.max(0, Math.ceilDiv(to - from, period)));
    long[] times = new long[size];
    for (int i = 0; i < size; i++) {
      times[i] = from + (long) i * period;
    }
    return times;
  }
}
