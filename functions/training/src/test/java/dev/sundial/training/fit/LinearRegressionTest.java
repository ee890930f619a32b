package dev.sundial.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sundial.dataset.Dataset;
import dev.sundial.dataset.Target;
import dev.sundial.scoring.Scorer;
import dev.sundial.spec.TrainerKind;
import dev.sundial.spec.TrainerSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That the weights are the best ones, whatever the columns have in common. */
class LinearRegressionTest {
  private static final int ROWS = 300;

  @Test
  void findsTheParabolaThatYearsAndTheirSquaresHide() throws Exception {
    double[] year = year();
    double[] square = Arrays.stream(year).map(x -> x * x).toArray();
    double[] target = Arrays.stream(year).map(x -> 0.01 * (x - 1980) * (x - 1980)).toArray();
    assertThat(worst(Map.of(), target, year, square)).isLessThan(1e-5);
  }

  @Test
  void findsAPolynomialOfFourDegrees() throws Exception {
    double[] x = IntStream.range(0, ROWS).mapToDouble(row -> row / 30.0).toArray();
    double[][] powers = new double[4][];
    for (int power = 0; power < 4; power++) {
      int exponent = power + 1;
      powers[power] = Arrays.stream(x).map(value -> Math.pow(value, exponent)).toArray();
    }
    double[] target =
        Arrays.stream(x).map(v -> 3 - v + 2 * v * v - v * v * v / 2 + v * v * v * v / 30).toArray();
    assertThat(worst(Map.of(), target, powers)).isLessThan(1e-8);
  }

  @Test
  void aColumnThatOthersExplainWeighsNothingAndHidesNothing() throws Exception {
    double[] a = normal(1);
    double[] b = normal(2);
    double[] sum = combined(1, a, 1, b);
    double[] target = combined(3, a, -2, b);
    assertThat(worst(Map.of(), target, a, a.clone(), new double[ROWS], sum, b)).isLessThan(1e-9);
    assertThat(worst(Map.of("alpha", 1e-9, "l1Ratio", 0.0), target, a, a.clone(), b))
        .isLessThan(1e-6);
  }

  @Test
  void ridgeRegressionSharesAWeightAmongEqualColumns() throws Exception {
    double[] a = standardised(normal(3));
    // (G + alpha I) w = g with G = all ones: w = 1 / (2 + alpha) each.
    Scorer scorer = fit(Map.of("alpha", 0.5, "l1Ratio", 0.0), a, a, a.clone()).scorer();
    assertThat(score(scorer, 1, 0)).isCloseTo(1 / 2.5, within(1e-9));
    assertThat(score(scorer, 0, 1)).isCloseTo(1 / 2.5, within(1e-9));
  }

  @Test
  void theLassoTakesItsStrengthOffTheOnlyWeight() throws Exception {
    double[] a = standardised(normal(4));
    Scorer scorer = fit(Map.of("alpha", 0.25, "l1Ratio", 1.0), a, a).scorer();
    assertThat(score(scorer, 1)).isCloseTo(0.75, within(1e-5));
  }

  /** At the least of the loss, its slope is nowhere steeper than the penalty. */
  @Test
  void theElasticNetIsSettledThoughColumnsAreNearlyCollinear() throws Exception {
    double[] year = standardised(year());
    double[] square = standardised(Arrays.stream(year()).map(x -> x * x).toArray());
    double[] other = standardised(normal(5));
    double[] target = standardised(combined(1, combined(-9, year, 9.2, square), 0.3, other));
    double alpha = 1e-4;
    Scorer scorer =
        fit(Map.of("alpha", alpha, "l1Ratio", 1.0), target, year, square, other).scorer();
    double[][] columns = {year, square, other};
    for (int column = 0; column < columns.length; column++) {
      double slope = 0;
      for (int row = 0; row < ROWS; row++) {
        double error = target[row] - score(scorer, year[row], square[row], other[row]);
        slope += columns[column][row] * error / ROWS;
      }
      assertThat(Math.abs(slope)).as("column " + column).isLessThan(alpha * 1.1);
    }
  }

  @Test
  void aDescentThatHasNotConvergedIsNoModel() {
    double[] year = standardised(year());
    double[] square = standardised(Arrays.stream(year()).map(x -> x * x).toArray());
    double[] target = combined(-9, year, 9.2, square);
    assertThatThrownBy(
            () ->
                fit(Map.of("alpha", 1e-3, "l1Ratio", 1.0, "iterations", 1.0), target, year, square))
        .isInstanceOf(CannotFitException.class)
        .hasMessage(
            "the descent has not converged within 1 sweeps; take more iterations, a greater alpha"
                + " or an l1Ratio of 0");
  }

  @Test
  void saysTheMeanWhenNoFeatureKeepsAWeight() throws Exception {
    double[] a = normal(6);
    double[] target = combined(1, a, 1, filled(7));
    double mean = Arrays.stream(target).average().orElseThrow();
    FittedModel strong = fit(Map.of("alpha", 1000.0), target, a);
    assertThat(score(strong.scorer(), 5)).isCloseTo(mean, within(1e-12));
    assertThat(strong.difference(strong.scorer(), data(target, a), rows())).isEmpty();
    FittedModel constant = fit(Map.of(), target, filled(3));
    assertThat(score(constant.scorer(), 5)).isCloseTo(mean, within(1e-12));
    assertThat(constant.difference(constant.scorer(), data(target, filled(3)), rows())).isEmpty();
    assertThat(score(fit(Map.of(), filled(4), a).scorer(), 5)).isEqualTo(4);
  }

  @Test
  void manyRowsTakenInStretchesGiveTheSameWeights() throws Exception {
    SplittableRandom random = new SplittableRandom(9);
    double[][] columns = new double[2][5_000];
    for (double[] column : columns) {
      Arrays.setAll(column, row -> random.nextGaussian());
    }
    double[] target = new double[5_000];
    Arrays.setAll(target, row -> 4 + 2 * columns[0][row] - columns[1][row]);
    Dataset data = new Dataset(List.of("a", "b"), columns, "t", new Target.Numbers(target));
    int[] rows = IntStream.range(0, 5_000).toArray();
    Scorer scorer =
        new LinearRegression()
            .fit(data, rows, TrainerSpec.defaults(TrainerKind.LINEAR_REGRESSION), 1)
            .scorer();
    assertThat(score(scorer, 10, 100)).isCloseTo(-76, within(1e-9));
  }

  /** The greatest error on the rows that were fitted. */
  private static double worst(Map<String, Double> set, double[] target, double[]... columns)
      throws Exception {
    FittedModel model = fit(set, target, columns);
    assertThat(model.difference(model.scorer(), data(target, columns), rows())).isEmpty();
    double worst = 0;
    for (int row = 0; row < ROWS; row++) {
      int at = row;
      double[] features = Arrays.stream(columns).mapToDouble(column -> column[at]).toArray();
      worst = Math.max(worst, Math.abs(score(model.scorer(), features) - target[row]));
    }
    return worst;
  }

  private static FittedModel fit(Map<String, Double> set, double[] target, double[]... columns)
      throws CannotFitException {
    TrainerKind kind = TrainerKind.LINEAR_REGRESSION;
    Map<String, Double> values = new LinkedHashMap<>(TrainerSpec.defaults(kind).hyperparameters());
    values.putAll(set);
    return new LinearRegression()
        .fit(data(target, columns), rows(), new TrainerSpec(kind, values), 1);
  }

  private static Dataset data(double[] target, double[]... columns) {
    List<String> names =
        IntStream.range(0, columns.length).mapToObj(column -> "f" + column).toList();
    return new Dataset(names, columns, "t", new Target.Numbers(target));
  }

  private static int[] rows() {
    return IntStream.range(0, ROWS).toArray();
  }

  private static double score(Scorer scorer, double... features) {
    double[] score = new double[1];
    scorer.score(features, score);
    return score[0];
  }

  private static double[] year() {
    return IntStream.range(0, ROWS).mapToDouble(row -> 1950 + row * 70.0 / ROWS).toArray();
  }

  private static double[] normal(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, ROWS).mapToDouble(row -> random.nextGaussian()).toArray();
  }

  private static double[] filled(double value) {
    double[] column = new double[ROWS];
    Arrays.fill(column, value);
    return column;
  }

  private static double[] combined(double one, double[] a, double other, double[] b) {
    return IntStream.range(0, ROWS).mapToDouble(row -> one * a[row] + other * b[row]).toArray();
  }

  private static double[] standardised(double[] column) {
    Standardisation.Moments moments = Standardisation.Moments.of(column, rows());
    return Arrays.stream(column).map(x -> (x - moments.mean()) / moments.scale()).toArray();
  }
}
