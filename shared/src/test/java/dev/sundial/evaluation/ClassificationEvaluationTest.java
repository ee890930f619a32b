package dev.sundial.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import dev.sundial.json.JsonWriter;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.Scorer;
import dev.sundial.scoring.TreeScorer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassificationEvaluationTest {
  /** At most 1 is a (0.75), above is b (1.0). */
  private static final Scorer SPLIT_AT_ONE =
      TreeScorer.builder(FeatureSchema.classification("t", List.of("x"), List.of("a", "b")))
          .split(0, 1)
          .leaf(0.75, 0.25)
          .leaf(0, 1)
          .build();

  private static final double[][] X = {{1, 1, 1, 2, 2, 0}};
  private static final int[] ALL = {0, 1, 2, 3, 4, 5};

  @Test
  void countsActualAgainstGivenLabels() {
    ClassificationEvaluation evaluation = evaluation(data("a", "a", "b", "b", "a", "a"), ALL);
    assertThat(evaluation.labels()).containsExactly("a", "b");
    assertThat(evaluation.confusion()).isDeepEqualTo(new int[][] {{3, 1}, {1, 1}});
    assertThat(evaluation.rows()).isEqualTo(6);
    assertThat(evaluation.accuracy()).isEqualTo(4.0 / 6);
  }

  @Test
  void measuresEachLabel() {
    ClassificationEvaluation evaluation = evaluation(data("a", "a", "b", "b", "a", "a"), ALL);
    assertThat(evaluation.classes())
        .containsExactly(
            new ClassMeasures("a", 0.75, 0.75, 0.75, 4), new ClassMeasures("b", 0.5, 0.5, 0.5, 2));
    assertThat(evaluation.macroF1()).isEqualTo(0.625);
  }

  @Test
  void logLossIsTheMeanOfTheLogarithms() {
    ClassificationEvaluation evaluation =
        evaluation(data("a", "a", "b", "b", "b", "a"), new int[] {0, 2, 3});
    assertThat(evaluation.logLoss())
        .isCloseTo(-(StrictMath.log(0.75) + StrictMath.log(0.25)) / 3, within(1e-15));
  }

  @Test
  void aLabelGivenNoProbabilityCountsAsTheLeast() {
    ClassificationEvaluation evaluation =
        evaluation(data("a", "a", "a", "a", "b", "a"), new int[] {3});
    assertThat(evaluation.logLoss()).isEqualTo(-StrictMath.log(1e-15));
  }

  @Test
  void measuresWithoutARowAreZero() {
    ClassificationEvaluation evaluation = evaluation(data("b", "b", "b", "a", "a", "a"), ALL);
    assertThat(ClassMeasures.of("none", 0, 0, 0)).isEqualTo(new ClassMeasures("none", 0, 0, 0, 0));
    assertThat(evaluation.classes().getLast()).isEqualTo(new ClassMeasures("b", 0, 0, 0, 3));
  }

  @Test
  void aScorerThatDoesNotKnowALabelIsWrongAboutIt() {
    ClassificationEvaluation evaluation = evaluation(data("a", "a", "c", "b", "b", "a"), ALL);
    assertThat(evaluation.labels()).containsExactly("a", "b", "c");
    assertThat(evaluation.accuracy()).isEqualTo(5.0 / 6);
    assertThat(evaluation.confusion()[2]).containsExactly(1, 0, 0);
  }

  @Test
  void aFeatureThatTheDataLacksCannotBeScored() {
    Dataset other =
        new Dataset(
            List.of("y"), new double[][] {{1}}, "t", new Target.Labels(List.of("a"), new int[1]));
    assertThatThrownBy(() -> Evaluation.of(SPLIT_AT_ONE, other, new int[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("feature \"x\" is not in the data");
  }

  @Test
  void isWrittenAsJson() {
    ClassificationEvaluation evaluation =
        evaluation(data("a", "a", "b", "b", "a", "a"), new int[] {3, 0});
    assertThat(JsonWriter.write(evaluation.toJson()))
        .isEqualTo(
            """
            {"rows":2,"accuracy":1.0,"logLoss":0.14384103622589045,"macroF1":1.0,"classes":[\
            {"label":"a","precision":1.0,"recall":1.0,"f1":1.0,"rows":1},\
            {"label":"b","precision":1.0,"recall":1.0,"f1":1.0,"rows":1}],\
            "labels":["a","b"],"confusion":[[1,0],[0,1]]}""");
  }

  private static ClassificationEvaluation evaluation(Dataset data, int[] rows) {
    return (ClassificationEvaluation) Evaluation.of(SPLIT_AT_ONE, data, rows);
  }

  private static Dataset data(String... labels) {
    List<String> names = List.of(labels).stream().distinct().sorted().toList();
    int[] ids = List.of(labels).stream().mapToInt(names::indexOf).toArray();
    return new Dataset(List.of("x"), X, "t", new Target.Labels(names, ids));
  }
}
