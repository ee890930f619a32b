package dev.sundial.training.fit;

import java.util.Map;

/**
 * Keeps features within the numbers of single precision, beyond which XGBoost sees infinities and
 * refuses them: what is further out counts as the greatest of them.
 */
enum SingleRange implements Preparation {
  BOUNDED;

  @Override
  public double apply(int feature, double value) {
    return rounded(value);
  }

  /** A finite number of single precision. */
  static float rounded(double value) {
    return Math.clamp((float) value, -Float.MAX_VALUE, Float.MAX_VALUE);
  }

  @Override
  public Map<String, Object> toJson() {
    return Map.of("greatestFeature", (double) Float.MAX_VALUE);
  }
}
