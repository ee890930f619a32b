package dev.sundial.training.fit;

import static dev.sundial.spec.Task.CLASSIFICATION;
import static dev.sundial.spec.Task.REGRESSION;
import static dev.sundial.spec.TrainerKind.CART;
import static dev.sundial.spec.TrainerKind.GRADIENT_BOOSTING;
import static dev.sundial.spec.TrainerKind.LINEAR_REGRESSION;
import static dev.sundial.spec.TrainerKind.LOGISTIC_REGRESSION;
import static dev.sundial.spec.TrainerKind.RANDOM_FOREST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Partition;
import dev.sundial.evaluation.ClassificationEvaluation;
import dev.sundial.evaluation.Evaluation;
import dev.sundial.evaluation.RegressionEvaluation;
import dev.sundial.spec.Task;
import dev.sundial.spec.TrainerKind;
import dev.sundial.spec.TrainerSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every trainer with its defaults is as good as scikit-learn's counterpart with its own: the mean
 * over ten seeds is at most one standard deviation below, on the same rows of {@link MadeRows}. The
 * figures are scikit-learn's 1.2.1, mean and standard deviation of accuracy or R²:
 * LogisticRegression and LinearRegression after a StandardScaler, DecisionTree, RandomForest,
 * HistGradientBoosting.
 */
class ScoreTest {
  private static final int SEEDS = 10;

  static List<Arguments> counterparts() {
    return List.of(
        Arguments.of(MadeRows.BENT, CLASSIFICATION, LOGISTIC_REGRESSION, 0.8375, 0.0377),
        Arguments.of(MadeRows.BENT, CLASSIFICATION, CART, 0.8325, 0.0247),
        Arguments.of(MadeRows.BENT, CLASSIFICATION, RANDOM_FOREST, 0.8875, 0.0363),
        Arguments.of(MadeRows.BENT, CLASSIFICATION, GRADIENT_BOOSTING, 0.9125, 0.0212),
        Arguments.of(MadeRows.BENT, REGRESSION, LINEAR_REGRESSION, 0.6751, 0.0508),
        Arguments.of(MadeRows.BENT, REGRESSION, CART, 0.5987, 0.0869),
        Arguments.of(MadeRows.BENT, REGRESSION, RANDOM_FOREST, 0.8287, 0.0175),
        Arguments.of(MadeRows.BENT, REGRESSION, GRADIENT_BOOSTING, 0.9215, 0.0136),
        Arguments.of(MadeRows.INTERACTION, CLASSIFICATION, LOGISTIC_REGRESSION, 0.5117, 0.0389),
        Arguments.of(MadeRows.INTERACTION, CLASSIFICATION, CART, 0.9108, 0.0229),
        Arguments.of(MadeRows.INTERACTION, CLASSIFICATION, RANDOM_FOREST, 0.9142, 0.0189),
        Arguments.of(MadeRows.INTERACTION, CLASSIFICATION, GRADIENT_BOOSTING, 0.9125, 0.0106),
        Arguments.of(MadeRows.INTERACTION, REGRESSION, LINEAR_REGRESSION, -0.0235, 0.0216),
        Arguments.of(MadeRows.INTERACTION, REGRESSION, CART, 0.9261, 0.0483),
        Arguments.of(MadeRows.INTERACTION, REGRESSION, RANDOM_FOREST, 0.9642, 0.0061),
        Arguments.of(MadeRows.INTERACTION, REGRESSION, GRADIENT_BOOSTING, 0.9438, 0.0172),
        Arguments.of(MadeRows.COLLINEAR, CLASSIFICATION, LOGISTIC_REGRESSION, 0.6292, 0.0524),
        Arguments.of(MadeRows.COLLINEAR, CLASSIFICATION, CART, 0.9883, 0.0081),
        Arguments.of(MadeRows.COLLINEAR, CLASSIFICATION, RANDOM_FOREST, 0.9883, 0.0081),
        Arguments.of(MadeRows.COLLINEAR, CLASSIFICATION, GRADIENT_BOOSTING, 0.9942, 0.0069),
        Arguments.of(MadeRows.COLLINEAR, REGRESSION, LINEAR_REGRESSION, 0.9993, 0.0001),
        Arguments.of(MadeRows.COLLINEAR, REGRESSION, CART, 0.9984, 0.0003),
        Arguments.of(MadeRows.COLLINEAR, REGRESSION, RANDOM_FOREST, 0.9989, 0.0002),
        Arguments.of(MadeRows.COLLINEAR, REGRESSION, GRADIENT_BOOSTING, 0.9964, 0.0013));
  }

  @ParameterizedTest
  @MethodSource("counterparts")
  void isAsGoodAsItsCounterpart(
      MadeRows made, Task task, TrainerKind kind, double mean, double deviation) throws Exception {
    Dataset data = made.of(task);
    double sum = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      sum += score(kind, data, seed);
    }
    assertThat(sum / SEEDS).isGreaterThanOrEqualTo(mean - deviation);
  }

  @Test
  void knowsTheCounterpartOfEveryTrainerOnAllOfTheData() {
    Stream<String> all =
        Stream.of(MadeRows.values())
            .flatMap(
                made ->
                    Stream.of(TrainerKind.values())
                        .flatMap(
                            kind ->
                                kind.tasks().stream().map(task -> made + " " + task + " " + kind)));
    assertThat(counterparts().stream().map(ScoreTest::name))
        .containsExactlyInAnyOrderElementsOf(all.toList());
  }

  private static String name(Arguments counterpart) {
    Object[] is = counterpart.get();
    return is[0] + " " + is[1] + " " + is[2];
  }

  private static double score(TrainerKind kind, Dataset data, long seed) throws CannotFitException {
    Partition parts = Partition.of(data.target(), 0.2, seed);
    FittedModel model =
        Fitting.of(kind).fit(data, parts.training(), TrainerSpec.defaults(kind), seed);
    return switch (Evaluation.of(model.scorer(), data, parts.test())) {
      case ClassificationEvaluation labels -> labels.accuracy();
      case RegressionEvaluation numbers -> numbers.r2();
    };
  }
}
