package dev.sundial.local.metrics.math;

/**
 * The periods that are asked for, in epoch seconds.
 *
 * @param from where the first begins
 * @param to exclusive
 * @param period length, in seconds
 */
public record Grid(long from, long to, int period) {
  /** Data points of a series that is made here; AWS's limit for one request. */
  public static final int MOST_POINTS = 100_800;

  public Grid {
    if (period <= 0) {
      throw new IllegalArgumentException("period must be positive, was " + period);
    }
  }

  long[] times() {
    long periods = Math.max(0, Math.ceilDiv(to - from, period));
    if (periods > MOST_POINTS) {
      throw MathException.tooMany(periods, MOST_POINTS);
    }
    int size = (int) periods;
    long[] times = new long[size];
    for (int i = 0; i < size; i++) {
      times[i] = from + (long) i * period;
    }
    return times;
  }
}
