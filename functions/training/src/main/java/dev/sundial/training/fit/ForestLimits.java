package dev.sundial.training.fit;

import dev.sundial.dataset.Target;
import dev.sundial.spec.TrainerSpec;

/**
 * What bounds the trees of a forest.
 *
 * @param trees how many there are
 * @param maxDepth deepest level of a leaf
 * @param minLeafRows fewest drawn rows in a leaf
 * @param features how many a split chooses from, at least 1
 */
record ForestLimits(int trees, int maxDepth, int minLeafRows, int features) {
  /** Leaves that a tree has room for in the model: beyond, a leaf has to have more rows. */
  private static final int LEAVES = 6_000;

  /** Rows of labels up to which leaves that are pure keep a tree small by themselves. */
  private static final int FEW_ROWS = 50_000;

  /** A fraction that was made of a number of features gives that number again. */
  private static final double ROUNDING = 1e-9;

  /**
   * The same trainer with everything chosen that the spec leaves at 0.
   *
   * @param rows of the training part
   * @param features of the data
   */
  static TrainerSpec chosen(TrainerSpec spec, Target target, int rows, int features) {
    return switch (target) {
      case Target.Labels labels ->
          spec.choosing("minLeafRows", rows > FEW_ROWS ? rows / LEAVES : 1)
              .choosing("featureFraction", Math.floor(Math.sqrt(features)) / features);
      case Target.Numbers numbers ->
          spec.choosing("minLeafRows", 1 + rows / LEAVES).choosing("featureFraction", 1);
    };
  }

  /**
   * @param spec with everything chosen
   */
  static ForestLimits of(TrainerSpec spec, int features) {
    double looked = spec.value("featureFraction") * features + ROUNDING;
    return new ForestLimits(
        (int) spec.value("trees"),
        (int) spec.value("maxDepth"),
        (int) spec.value("minLeafRows"),
        Math.clamp((int) looked, 1, features));
  }
}
