package dev.sundial.local.metrics;

import java.util.Arrays;

/**
 * What was measured in one span of time: count, sum, least, greatest, and how often which value
 * was. Values are exact while there are at most {@value #MOST_VALUES} different ones; then they
 * lose digits, one binary digit after another, until they are as few again. Not safe for concurrent
 * use.
 */
final class Bucket {
  /** Different values a bucket tells apart. */
  static final int MOST_VALUES = 128;

  private static final int MANTISSA_BITS = 52;

  private double count;
  private double sum;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;
  private boolean ranked = true;
  private int lostBits;
  private int size;
  private double[] values = new double[1];
  private double[] counts = new double[1];

  /** How many values; not always whole, since counts can be sent. */
  double count() {
    return count;
  }

  double sum() {
    return sum;
  }

  double least() {
    return least;
  }

  double greatest() {
    return greatest;
  }

  /** Whether it is known how often which value was: not when only their sum was sent. */
  boolean isRanked() {
    return ranked;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Different values told apart. */
  int size() {
    return size;
  }

  /** The value at a place, ascending. */
  double value(int place) {
    return values[place];
  }

  /** How often the value at a place was. */
  double countOf(int place) {
    return counts[place];
  }

  void add(double value, double times) {
    total(times, value * times, value, value);
    insert(value, times);
  }

  /** Adds values of which only this is known. */
  void addSet(double times, double total, double smallest, double largest) {
    if (smallest == largest && (times == 1 || total == smallest * times)) {
      add(smallest, times);
      return;
    }
    total(times, total, smallest, largest);
    ranked = false;
  }

  /** Adds what another holds, and how often its values were only when that is asked for. */
  void addAll(Bucket other, boolean values) {
    total(other.count, other.sum, other.least, other.greatest);
    ranked &= other.ranked;
    if (values) {
      lostBits = Math.max(lostBits, other.lostBits);
      for (int i = 0; i < other.size; i++) {
        insert(other.values[i], other.counts[i]);
      }
    }
  }

  /** What was written of a bucket, put back. */
  void restore(
      double total, double smallest, double largest, double times, boolean isRanked, int lost) {
    total(times, total, smallest, largest);
    ranked = isRanked;
    lostBits = lost;
  }

  void restoreValue(double value, double times) {
    insert(value, times);
  }

  int lostBits() {
    return lostBits;
  }

  private void total(double times, double total, double smallest, double largest) {
    count += times;
    sum += total;
    least = Math.min(least, smallest);
    greatest = Math.max(greatest, largest);
  }

  private void insert(double exact, double times) {
    double value = rounded(exact, lostBits);
    int place = Arrays.binarySearch(values, 0, size, value);
    if (place >= 0) {
      counts[place] += times;
      return;
    }
    int at = -place - 1;
    if (size == values.length) {
      int larger = Math.min(MOST_VALUES + 1, size * 2);
      values = Arrays.copyOf(values, larger);
      counts = Arrays.copyOf(counts, larger);
    }
    System.arraycopy(values, at, values, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    values[at] = value;
    counts[at] = times;
    size++;
    while (size > MOST_VALUES) {
      lostBits = Math.max(lostBits + 1, MANTISSA_BITS / 2);
      round();
    }
  }

  private void round() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      double value = rounded(values[i], lostBits);
      if (kept > 0 && values[kept - 1] == value) {
        counts[kept - 1] += counts[i];
      } else {
        values[kept] = value;
        counts[kept] = counts[i];
        kept++;
      }
    }
    size = kept;
  }

  /** Nearest value whose last binary digits are zero; its order among others stays. */
  private static double rounded(double value, int bits) {
    if (bits == 0) {
      // Zero is one value, whatever its sign.
      return value + 0.0;
    }
    long raw = Double.doubleToLongBits(value);
    long unit = 1L << bits;
    return Double.longBitsToDouble((raw + unit / 2) & -unit) + 0.0;
  }
}
