package dev.sundial.evaluation;

import dev.sundial.dataset.Dataset;
import dev.sundial.scoring.FeatureSchema;

/** Rows of data in a scorer's own order of features. */
final class ScorerRows {
  private final double[][] columns;
  private final double[] row;

  private ScorerRows(double[][] columns) {
    this.columns = columns;
    this.row = new double[columns.length];
  }

  /**
   * @throws IllegalArgumentException when a feature is not in the data
   */
  static ScorerRows of(FeatureSchema schema, Dataset data) {
    double[][] columns = new double[schema.features().size()][];
    for (int i = 0; i < columns.length; i++) {
      String name = schema.features().get(i);
      int column = data.features().indexOf(name);
      if (column < 0) {
        throw new IllegalArgumentException("feature \"" + name + "\" is not in the data");
      }
      columns[i] = data.column(column);
    }
    return new ScorerRows(columns);
  }

  /** A row's features; overwritten by the next call. */
  double[] row(int number) {
    for (int i = 0; i < columns.length; i++) {
      row[i] = columns[i][number];
    }
    return row;
  }
}
