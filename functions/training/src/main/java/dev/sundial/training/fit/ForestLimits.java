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

  static ForestLimits of(TrainerSpec spec, Target target, int features) {
    double fraction = spec.value("featureFraction");
    double chosen =
        fraction > 0
            ? fraction * features
            : switch (target) {
              case Target.Labels labels -> Math.sqrt(features);
              case Target.Numbers numbers -> features;
            };
    return new ForestLimits(
        (int) spec.value("trees"),
        (int) spec.value("maxDepth"),
        (int) spec.value("minLeafRows"),
        Math.clamp((int) chosen, 1, features));
  }
}
