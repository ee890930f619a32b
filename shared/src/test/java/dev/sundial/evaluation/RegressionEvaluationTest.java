package dev.sundial.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import dev.sundial.json.JsonWriter;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.Scorer;
import dev.sundial.scoring.TreeScorer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegressionEvaluationTest {
  /** At most 1 is 10, above is 20. */
  private static final Scorer SPLIT_AT_ONE =
      TreeScorer.builder(FeatureSchema.regression("y", List.of("x")))
          .split(0, 1)
          .leaf(10)
          .leaf(20)
          .build();

  private static final double[][] X = {{1, 1, 2, 2}};
  private static final int[] ALL = {0, 1, 2, 3};

  @Test
  void measuresTheErrors() {
    // Errors 1, −2, 0, 4; the mean is 14.25, the squares around it add up to 68.75.
    assertThat(evaluation(ALL, 9, 12, 20, 16))
        .isEqualTo(
            new RegressionEvaluation(4, Math.sqrt(21.0 / 4), 7.0 / 4, 1 - 21 / 68.75, 0.75, 4));
  }

  @Test
  void measuresTheGivenRowsOnly() {
    assertThat(evaluation(new int[] {0, 3}, 9, 1e9, -1e9, 16))
        .isEqualTo(new RegressionEvaluation(2, Math.sqrt(17.0 / 2), 2.5, 1 - 17 / 24.5, 2.5, 4));
  }

  @Test
  void rowsWithOneNumberAreExplainedWhollyOrNotAtAll() {
    assertThat(evaluation(new int[] {0, 1}, 10, 10, 0, 0).r2()).isEqualTo(1);
    assertThat(evaluation(new int[] {0, 1}, 0.1, 0.1, 0, 0).r2()).isZero();
    assertThat(evaluation(new int[] {0}, 10, 0, 0, 0).r2()).isEqualTo(1);
  }

  @Test
  void theSmallerErrorHasTheHigherMerit() {
    Evaluation near = evaluation(ALL, 10, 11, 20, 20);
    Evaluation far = evaluation(ALL, 10, 12, 20, 20);
    assertThat(near.merit()).isEqualTo(-0.5).isGreaterThan(far.merit());
  }

  @Test
  void aScorerOfLabelsCannotBeAskedForNumbers() {
    Scorer labels =
        TreeScorer.builder(FeatureSchema.classification("y", List.of("x"), List.of("a", "b")))
            .leaf(0.5, 0.5)
            .build();
    assertThatThrownBy(() -> Evaluation.of(labels, data(1, 2, 3, 4), ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scorer must be of a regression, was of a classification");
  }

  @Test
  void isWrittenAsJson() {
    assertThat(JsonWriter.write(evaluation(ALL, 10, 11, 20, 20).toJson()))
        .isEqualTo(
            "{\"rows\":4,\"rmse\":0.5,\"mae\":0.25,\"r2\":0.9889807162534435,"
                + "\"meanError\":-0.25,\"greatestError\":1.0}");
  }

  private static RegressionEvaluation evaluation(int[] rows, double... numbers) {
    return (RegressionEvaluation) Evaluation.of(SPLIT_AT_ONE, data(numbers), rows);
  }

  private static Dataset data(double... numbers) {
    return new Dataset(List.of("x"), X, "y", new Target.Numbers(numbers));
  }
}
