package dev.sundial.evaluation;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.Scorer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A classifier's answers to rows whose label is known.
 *
 * @param labels in the order of the confusion matrix
 * @param confusion {@code [actual × given]} rows
 * @param accuracy fraction of the rows that are given their label, in [0, 1]
 * @param logLoss mean of −ln of the probability given to the actual label, a probability below
 *     {@value #LEAST_PROBABILITY} counting as that; 0 is best
 */
public record Evaluation(List<String> labels, int[][] confusion, double accuracy, double logLoss) {
  static final double LEAST_PROBABILITY = 1e-15;

  /**
   * Scores rows.
   *
   * @param scorer a classifier whose features are all in the data, in any order; a label of the
   *     data that it does not know is never given, with probability 0
   * @param rows row numbers, at least one
   * @throws IllegalArgumentException when a feature is not in the data
   */
  public static Evaluation of(Scorer scorer, Dataset data, int[] rows) {
    if (rows.length == 0 || !(data.target() instanceof Target.Labels target)) {
      throw new IllegalArgumentException("rows must be at least one, of a classification");
    }
    Columns columns = Columns.of(scorer.schema(), data, target);
    int[][] confusion = new int[columns.labels.size()][columns.labels.size()];
    double[] scores = new double[scorer.schema().outputs()];
    int right = 0;
    double loss = 0;
    for (int row : rows) {
      scorer.score(columns.row(row), scores);
      int actual = columns.ids[target.ids()[row]];
      int given = Scorer.best(scores, 0, scores.length);
      confusion[actual][given]++;
      right += actual == given ? 1 : 0;
      double probability = actual < scores.length ? scores[actual] : 0;
      loss -= StrictMath.log(Math.max(probability, LEAST_PROBABILITY));
    }
    return new Evaluation(
        columns.labels, confusion, (double) right / rows.length, loss / rows.length);
  }

  /** How the scorer sees the data: its features by column, its labels before any others. */
  private static final class Columns {
    private final double[][] features;
    private final double[] row;
    private final List<String> labels;
    private final int[] ids;

    private Columns(double[][] features, List<String> labels, int[] ids) {
      this.features = features;
      this.row = new double[features.length];
      this.labels = labels;
      this.ids = ids;
    }

    static Columns of(FeatureSchema schema, Dataset data, Target.Labels target) {
      double[][] features = new double[schema.features().size()][];
      for (int i = 0; i < features.length; i++) {
        int column = data.features().indexOf(schema.features().get(i));
        if (column < 0) {
          throw new IllegalArgumentException(
              "feature \"" + schema.features().get(i) + "\" is not in the data");
        }
        features[i] = data.column(column);
      }
      List<String> labels = new ArrayList<>(schema.labels());
      int[] ids = new int[target.names().size()];
      for (int i = 0; i < ids.length; i++) {
        String name = target.names().get(i);
        int known = schema.labels().indexOf(name);
        ids[i] = known < 0 ? labels.size() : known;
        if (known < 0) {
          labels.add(name);
        }
      }
      return new Columns(features, labels, ids);
    }

    double[] row(int number) {
      for (int i = 0; i < features.length; i++) {
        row[i] = features[i][number];
      }
      return row;
    }
  }

  public Evaluation {
    labels = List.copyOf(labels);
  }

  /** How many rows. */
  public int rows() {
    int rows = 0;
    for (int[] actual : confusion) {
      for (int count : actual) {
        rows += count;
      }
    }
    return rows;
  }

  /** One of each label. */
  public List<ClassMeasures> classes() {
    List<ClassMeasures> classes = new ArrayList<>();
    for (int label = 0; label < labels.size(); label++) {
      int given = 0;
      int actual = 0;
      for (int other = 0; other < labels.size(); other++) {
        given += confusion[other][label];
        actual += confusion[label][other];
      }
      classes.add(ClassMeasures.of(labels.get(label), confusion[label][label], given, actual));
    }
    return classes;
  }

  /** Mean of the labels' F1, in [0, 1]. */
  public double macroF1() {
    return classes().stream().mapToDouble(ClassMeasures::f1).average().orElse(0);
  }

  /** Everything; the confusion matrix as rows of actual labels, columns of given ones. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", rows());
    json.put("accuracy", accuracy);
    json.put("logLoss", logLoss);
    json.put("macroF1", macroF1());
    json.put("classes", classes().stream().map(ClassMeasures::toJson).toList());
    json.put("labels", labels);
    List<List<Integer>> matrix = new ArrayList<>();
    for (int[] actual : confusion) {
      matrix.add(java.util.Arrays.stream(actual).boxed().toList());
    }
    json.put("confusion", matrix);
    return json;
  }
}
