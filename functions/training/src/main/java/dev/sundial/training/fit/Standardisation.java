package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.scoring.LinearScorer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Brings features to mean 0 and standard deviation 1, as fitted on some rows.
 *
 * @param mean length features
 * @param scale length features, above 0: the population's standard deviation; 1 for a feature that
 *     does not vary
 */
record Standardisation(double[] mean, double[] scale) implements Preparation {
  /**
   * Mean and standard deviation of some values.
   *
   * @param scale above 0; 1 for values that do not vary
   */
  record Moments(double mean, double scale) {
    private static final double EPSILON = Math.ulp(1.0);

    static Moments of(double[] column, int[] rows) {
      double sum = 0;
      for (int row : rows) {
        sum += column[row];
      }
      double mean = sum / rows.length;
      double squares = 0;
      for (int row : rows) {
        double deviation = column[row] - mean;
        squares += deviation * deviation;
      }
      double variance = squares / rows.length;
      return new Moments(mean, varies(variance, mean, rows.length) ? Math.sqrt(variance) : 1);
    }

    /** Rounding alone gives a constant feature some variance; this much counts as none. */
    private static boolean varies(double variance, double mean, int rows) {
      double rounding = rows * mean * EPSILON;
      return variance > rounding * rounding + rows * EPSILON * variance && variance > 0;
    }
  }

  static Standardisation fit(Dataset data, int[] rows) {
    int features = data.features().size();
    double[] mean = new double[features];
    double[] scale = new double[features];
    for (int feature = 0; feature < features; feature++) {
      Moments moments = Moments.of(data.column(feature), rows);
      mean[feature] = moments.mean();
      scale[feature] = moments.scale();
    }
    return new Standardisation(mean, scale);
  }

  /** Changes a row of features in place, exactly as {@link LinearScorer} does. */
  void apply(double[] row) {
    for (int feature = 0; feature < row.length; feature++) {
      row[feature] = apply(feature, row[feature]);
    }
  }

  /** A feature's value as {@link LinearScorer} sees it. */
  @Override
  public double apply(int feature, double value) {
    double deviation = (value - mean[feature]) / scale[feature];
    return Math.clamp(deviation, -LinearScorer.MAX_DEVIATION, LinearScorer.MAX_DEVIATION);
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mean", list(mean));
    json.put("scale", list(scale));
    return Map.of("standardisation", json);
  }

  private static List<Double> list(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Standardisation that
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(scale, that.scale);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + Arrays.hashCode(scale);
  }
}
