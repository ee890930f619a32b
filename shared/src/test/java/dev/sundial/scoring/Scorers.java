package dev.sundial.scoring;

import java.util.List;

/** Small scorers for tests. */
final class Scorers {
  static final FeatureSchema IRIS =
      FeatureSchema.classification(
          "species", List.of("length", "width"), List.of("setosa", "versicolor", "virginica"));
  static final FeatureSchema PRICE = FeatureSchema.regression("price", List.of("length", "width"));

  private Scorers() {}

  static LinearScorer logistic() {
    return new LinearScorer(
        IRIS,
        new double[] {5, 3},
        new double[] {2, 0.5},
        new double[] {0.1, 0.2, -0.3},
        new double[] {1, 0, -1, 0.5, -0.5, 0});
  }

  static LinearScorer line() {
    return new LinearScorer(
        PRICE, new double[] {5, 3}, new double[] {2, 0.5}, new double[] {10}, new double[] {3, -1});
  }

  /** length at most 2 → setosa; else width at most 1.5 → mostly versicolor, else virginica. */
  static TreeScorer tree() {
    return TreeScorer.builder(IRIS)
        .split(0, 2)
        .leaf(1, 0, 0)
        .split(1, 1.5)
        .leaf(0, 0.75, 0.25)
        .leaf(0, 0, 1)
        .build();
  }

  static TreeScorer regressionTree() {
    return TreeScorer.builder(PRICE).split(1, 0).leaf(-7.5).leaf(1e300).build();
  }

  static ForestScorer forest() {
    return ForestScorer.builder(IRIS)
        .split(0, 2)
        .leaf(new int[] {0}, new double[] {1})
        .split(1, 1.5)
        .leaf(new int[] {1, 2}, new double[] {0.75, 0.25})
        .leaf(new int[] {2}, new double[] {1})
        .leaf(new int[] {0, 1, 2}, new double[] {0.5, 0.25, 0.25})
        .build();
  }

  static ForestScorer regressionForest() {
    return ForestScorer.builder(PRICE)
        .split(1, 0)
        .leaf(-7.5)
        .leaf(1e300)
        .split(0, 1)
        .leaf(2.5)
        .leaf(-7.5)
        .build();
  }

  static BoostedScorer boosted() {
    return BoostedScorer.builder(IRIS, 0.5f)
        .split(0, 2)
        .leaf(1.5f)
        .leaf(-0.25f)
        .leaf(0.125f)
        .split(1, 1.5)
        .leaf(-1)
        .leaf(1e30f)
        .build();
  }

  static BoostedScorer regressionBoosted() {
    return BoostedScorer.builder(PRICE, 0)
        .split(1, 0)
        .leaf(-7.5f)
        .leaf(1e30f)
        .leaf(0.1f)
        .build(1e9, 2.5);
  }

  static List<Scorer> all() {
    return List.of(
        logistic(),
        line(),
        tree(),
        regressionTree(),
        forest(),
        regressionForest(),
        boosted(),
        regressionBoosted());
  }
}
