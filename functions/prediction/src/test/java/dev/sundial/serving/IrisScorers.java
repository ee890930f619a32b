package dev.sundial.serving;

import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.LinearScorer;
import dev.sundial.scoring.Scorer;
import dev.sundial.scoring.TreeScorer;
import java.util.List;

/** Two scorers over two features of flowers, and a regression. */
public final class IrisScorers {
  public static final FeatureSchema SCHEMA =
      FeatureSchema.classification(
          "species", List.of("petal length (cm)", "petal width (cm)"), List.of("setosa", "other"));

  private IrisScorers() {}

  /** At most 2.5 cm long: 0.75 setosa; else 1.0 other. */
  public static Scorer tree() {
    return TreeScorer.builder(SCHEMA).split(0, 2.5).leaf(0.75, 0.25).leaf(0, 1).build();
  }

  /** The same, of a model that reads the length only. */
  public static Scorer ofOneFeature() {
    FeatureSchema length =
        FeatureSchema.classification("species", SCHEMA.features().subList(0, 1), SCHEMA.labels());
    return TreeScorer.builder(length).split(0, 2.5).leaf(0.75, 0.25).leaf(0, 1).build();
  }

  /** The same for every row: 0.5 each. */
  public static Scorer undecided() {
    return new LinearScorer(
        SCHEMA, new double[2], new double[] {1, 1}, new double[2], new double[4]);
  }

  /** 10 + 2 · length. */
  public static Scorer regression() {
    return new LinearScorer(
        FeatureSchema.regression("weight", SCHEMA.features()),
        new double[2],
        new double[] {1, 1},
        new double[] {10},
        new double[] {2, 0});
  }
}
