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

  static List<Scorer> all() {
    return List.of(logistic(), line(), tree(), regressionTree());
  }
}
