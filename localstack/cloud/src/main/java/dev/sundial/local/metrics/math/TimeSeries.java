package dev.sundial.local.metrics.math;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongToDoubleFunction;

/**
 * Values of periods, oldest first; periods without data are not there.
 *
 * @param label what it is called
 * @param period length, in seconds
 * @param at when each period begins, in epoch seconds
 * @param values as many; all finite
 */
public record TimeSeries(String label, int period, long[] at, double[] values) {

  public TimeSeries {
    if (at.length != values.length) {
      throw new IllegalArgumentException(
          "at and values differ in length: " + at.length + ", " + values.length);
    }
  }

  /** A series being made, oldest value first. */
  public static final class Builder {
    private final String label;
    private final int period;
    private long[] at = new long[8];
    private double[] values = new double[8];
    private int size;

    /**
     * @param period in seconds
     */
    public Builder(String label, int period) {
      this.label = label;
      this.period = period;
    }

    public void add(long second, double value) {
      if (size == at.length) {
        at = Arrays.copyOf(at, size * 2);
        values = Arrays.copyOf(values, size * 2);
      }
      at[size] = second;
      values[size++] = value;
    }

    public TimeSeries build() {
      return of(label, period, Arrays.copyOf(at, size), Arrays.copyOf(values, size));
    }
  }

  int size() {
    return at.length;
  }

  boolean isEmpty() {
    return at.length == 0;
  }

  TimeSeries called(String name) {
    return new TimeSeries(name, period, at, values);
  }

  TimeSeries map(DoubleUnaryOperator change) {
    return of(label, period, at, Arrays.stream(values).map(change).toArray());
  }

  /** What is made of the periods themselves. */
  TimeSeries times(LongToDoubleFunction change) {
    return of(label, period, at, Arrays.stream(at).mapToDouble(change::applyAsDouble).toArray());
  }

  /**
   * What is made of the values of both; where only one has a value the other's is 0, as AWS's <a
   * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">user
   * guide</a> has it.
   */
  TimeSeries with(TimeSeries other, DoubleBinaryOperator combine) {
    long[] either = new long[size() + other.size()];
    double[] combined = new double[either.length];
    int size = 0;
    for (int i = 0, j = 0; i < size() || j < other.size(); size++) {
      boolean mine = j == other.size() || i < size() && at[i] <= other.at[j];
      boolean others = i == size() || j < other.size() && other.at[j] <= at[i];
      either[size] = mine ? at[i] : other.at[j];
      combined[size] =
          combine.applyAsDouble(mine ? values[i++] : 0, others ? other.values[j++] : 0);
    }
    return of(
        label,
        Math.max(period, other.period),
        Arrays.copyOf(either, size),
        Arrays.copyOf(combined, size));
  }

  /** What is made of each value and the one before it; of the first nothing. */
  TimeSeries steps(Step step) {
    int size = Math.max(0, size() - 1);
    double[] changed = new double[size];
    for (int i = 0; i < size; i++) {
      changed[i] = step.of(values[i], values[i + 1], at[i + 1] - at[i]);
    }
    return of(label, period, Arrays.copyOfRange(at, Math.min(1, size()), size()), changed);
  }

  /** From a value to the next. */
  @FunctionalInterface
  interface Step {
    double of(double before, double after, long seconds);
  }

  Map<Long, Double> byTime() {
    Map<Long, Double> map = new TreeMap<>();
    for (int i = 0; i < size(); i++) {
      map.put(at[i], values[i]);
    }
    return map;
  }

  static TimeSeries of(String label, int period, Map<Long, Double> values) {
    return of(
        label,
        period,
        values.keySet().stream().mapToLong(Long::longValue).toArray(),
        values.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Leaves out values that are not finite: CloudWatch has none of those. */
  static TimeSeries of(String label, int period, long[] at, double[] values) {
    boolean finite = Arrays.stream(values).allMatch(Double::isFinite);
    if (finite) {
      return new TimeSeries(label, period, at, values);
    }
    long[] leftAt = new long[at.length];
    double[] left = new double[at.length];
    int size = 0;
    for (int i = 0; i < at.length; i++) {
      if (Double.isFinite(values[i])) {
        leftAt[size] = at[i];
        left[size++] = values[i];
      }
    }
    return new TimeSeries(label, period, Arrays.copyOf(leftAt, size), Arrays.copyOf(left, size));
  }
}
