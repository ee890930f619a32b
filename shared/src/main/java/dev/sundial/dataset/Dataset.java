package dev.sundial.dataset;

import dev.sundial.scoring.FeatureSchema;
import java.util.List;

/**
 * Checked rows, kept by column: every value is there and finite. Arrays are shared, not copied: do
 * not write.
 */
public final class Dataset {
  private final List<String> features;
  private final double[][] columns;
  private final String targetName;
  private final Target target;

  /**
   * @param features names of the columns
   * @param columns {@code [features][rows]}
   * @param targetName name of the target column
   * @param target length rows
   */
  public Dataset(List<String> features, double[][] columns, String targetName, Target target) {
    this.features = List.copyOf(features);
    this.columns = columns;
    this.targetName = targetName;
    this.target = target;
    if (columns.length != features.size()) {
      throw new IllegalArgumentException(
          "columns must be as many as features, " + features.size() + ", were " + columns.length);
    }
    for (double[] column : columns) {
      if (column.length != target.rows()) {
        throw new IllegalArgumentException(
            "a column must have " + target.rows() + " rows, had " + column.length);
      }
    }
  }

  public List<String> features() {
    return features;
  }

  public String targetName() {
    return targetName;
  }

  public int rows() {
    return target.rows();
  }

  /** Values of a feature, length rows. */
  public double[] column(int feature) {
    return columns[feature];
  }

  public Target target() {
    return target;
  }

  /** Copies a row's features, in their order, to {@code into[at…]}. */
  public void copyRow(int row, double[] into, int at) {
    for (int feature = 0; feature < columns.length; feature++) {
      into[at + feature] = columns[feature][row];
    }
  }

  /** What a model of this data reads and answers. */
  public FeatureSchema schema() {
    return switch (target) {
      case Target.Labels labels ->
          FeatureSchema.classification(targetName, features, labels.names());
      case Target.Numbers numbers -> FeatureSchema.regression(targetName, features);
    };
  }
}
