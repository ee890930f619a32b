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
public record ClassificationEvaluation(
    List<String> labels, int[][] confusion, double accuracy, double logLoss) implements Evaluation {
  static final double LEAST_PROBABILITY = 1e-15;

  /** A label of the data that the scorer does not know is never given, with probability 0. */
  static ClassificationEvaluation of(
      Scorer scorer, Dataset data, Target.Labels target, int[] rows) {
    FeatureSchema schema = scorer.schema();
    ScorerRows scored = ScorerRows.of(scorer, data, rows);
    Labels labels = Labels.of(schema, target);
    int[][] confusion = new int[labels.names.size()][labels.names.size()];
    double[] scores = new double[schema.outputs()];
    int right = 0;
    double loss = 0;
    for (int i = 0; i < rows.length; i++) {
      scored.scores(i, scores);
      int actual = labels.ids[target.ids()[rows[i]]];
      int given = Scorer.best(scores, 0, scores.length);
      confusion[actual][given]++;
      right += actual == given ? 1 : 0;
      double probability = actual < scores.length ? scores[actual] : 0;
      loss -= StrictMath.log(Math.max(probability, LEAST_PROBABILITY));
    }
    return new ClassificationEvaluation(
        labels.names, confusion, (double) right / rows.length, loss / rows.length);
  }

  /**
   * The scorer's labels before any others of the data.
   *
   * @param ids the place of each of the data's labels among the names
   */
  private record Labels(List<String> names, int[] ids) {
    static Labels of(FeatureSchema schema, Target.Labels target) {
      List<String> names = new ArrayList<>(schema.labels());
      int[] ids = new int[target.names().size()];
      for (int i = 0; i < ids.length; i++) {
        String name = target.names().get(i);
        int known = schema.labels().indexOf(name);
        ids[i] = known < 0 ? names.size() : known;
        if (known < 0) {
          names.add(name);
        }
      }
      return new Labels(names, ids);
    }
  }

  public ClassificationEvaluation {
    labels = List.copyOf(labels);
  }

  @Override
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

  @Override
  public double merit() {
    return accuracy;
  }

  /** Everything; the confusion matrix as rows of actual labels, columns of given ones. */
  @Override
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
