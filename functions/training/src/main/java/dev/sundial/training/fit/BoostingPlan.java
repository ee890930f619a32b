package dev.sundial.training.fit;

import dev.sundial.dataset.Target;
import dev.sundial.spec.TrainerSpec;

/**
 * What the spec of a boosting leaves at 0: how long it goes on, in what steps, with what trees.
 * Numbers want many small steps however many rows there are, as scikit-learn takes them. Of labels,
 * few rows bear only small steps and shallow trees, many rows learn as much in fewer, larger steps.
 * Found by measuring; the figures stand in docs/trainers.md.
 */
final class BoostingPlan {
  private static final double SMALLEST_RATE = 0.1;
  private static final double LARGEST_RATE = 0.8;

  /** Rounds times learning rate, where that takes no more than {@link #MOST_ROUNDS}. */
  private static final double DISTANCE = 16;

  private static final int MOST_ROUNDS = 100;
  private static final int DEPTH_FOR_NUMBERS = 6;
  private static final double FEATURES_FOR_LABELS = 0.8;

  /** As scikit-learn has it. Of numbers, every row that is drawn has a second derivative of 1. */
  private static final int ROWS_A_LEAF = 20;

  private BoostingPlan() {}

  /**
   * The same trainer with everything chosen.
   *
   * @param rows of the training part
   */
  static TrainerSpec of(TrainerSpec spec, Target target, int rows) {
    return switch (target) {
      case Target.Labels labels -> labels(spec, Math.log10(rows) - 3);
      case Target.Numbers numbers -> numbers(spec, rows);
    };
  }

  /**
   * @param size 0 at a thousand rows, 1 at ten thousand
   */
  private static TrainerSpec labels(TrainerSpec spec, double size) {
    double rate = Math.clamp(SMALLEST_RATE * Math.pow(2, size), SMALLEST_RATE, LARGEST_RATE);
    return rounds(spec.choosing("learningRate", rate))
        .choosing("maxDepth", Math.clamp(Math.round(5 + 2 * size), 5, 7))
        .choosing("featureFraction", FEATURES_FOR_LABELS)
        .choosing("minChildWeight", 1);
  }

  private static TrainerSpec numbers(TrainerSpec spec, int rows) {
    return rounds(spec.choosing("learningRate", SMALLEST_RATE))
        .choosing("maxDepth", DEPTH_FOR_NUMBERS)
        .choosing("featureFraction", 1)
        .choosing(
            "minChildWeight",
            spec.value("subsample") * Math.clamp(rows / ROWS_A_LEAF, 1, ROWS_A_LEAF));
  }

  private static TrainerSpec rounds(TrainerSpec spec) {
    double rounds = Math.round(DISTANCE / spec.value("learningRate"));
    return spec.choosing("rounds", Math.clamp(rounds, 1, MOST_ROUNDS));
  }
}
