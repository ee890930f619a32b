package dev.sundial.training.fit;

import dev.sundial.spec.TrainerSpec;

/**
 * How long boosting goes on and in what steps. What the spec leaves at 0 is chosen by the number of
 * rows: few rows bear only small steps and shallow trees, many rows learn as much in fewer, larger
 * steps.
 *
 * @param rounds trees for each output
 * @param maxDepth deepest level of a leaf
 * @param learningRate share of a tree that is added
 */
record BoostingPlan(int rounds, int maxDepth, double learningRate) {
  private static final double SMALLEST_RATE = 0.1;
  private static final double LARGEST_RATE = 0.4;

  /** Rounds times learning rate, where that takes no more than {@link #MOST_ROUNDS}. */
  private static final double DISTANCE = 16;

  private static final int MOST_ROUNDS = 100;

  static BoostingPlan of(TrainerSpec spec, int rows) {
    double size = Math.log10(rows) - 3; // 0 at a thousand rows, 1 at ten thousand
    double rate = spec.value("learningRate");
    if (rate == 0) {
      rate = Math.clamp(SMALLEST_RATE * Math.pow(2, size), SMALLEST_RATE, LARGEST_RATE);
    }
    int rounds = (int) spec.value("rounds");
    if (rounds == 0) {
      rounds = (int) Math.clamp(Math.round(DISTANCE / rate), 1, MOST_ROUNDS);
    }
    int maxDepth = (int) spec.value("maxDepth");
    if (maxDepth == 0) {
      maxDepth = (int) Math.clamp(Math.round(5 + 2 * size), 5, 7);
    }
    return new BoostingPlan(rounds, maxDepth, rate);
  }
}
