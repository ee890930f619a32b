package dev.sundial.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LinearScorerTest {
  private static final double EXACT = 1e-15;

  @Test
  void answersTheSoftmaxOfStandardisedSums() {
    double[] out = new double[3];
    Scorers.logistic().score(new double[] {7, 4}, out); // deviations 1 and 2
    double a = Math.exp(0.1 + 1 + 1);
    double b = Math.exp(0.2 - 1);
    double c = Math.exp(-0.3 - 1);
    assertThat(out[0]).isCloseTo(a / (a + b + c), within(EXACT));
    assertThat(out[1]).isCloseTo(b / (a + b + c), within(EXACT));
    assertThat(out[2]).isCloseTo(c / (a + b + c), within(EXACT));
  }

  @Test
  void answersTheSumItselfForARegression() {
    double[] out = new double[1];
    Scorers.line().score(new double[] {7, 4}, out);
    assertThat(out[0]).isEqualTo(10 + 3 - 2);
  }

  @Test
  void scoresABatchAsItsRows() {
    LinearScorer scorer = Scorers.logistic();
    double[] batch = new double[6];
    scorer.score(new double[] {7, 4, 1, 2}, 2, batch);
    double[] first = new double[3];
    double[] second = new double[3];
    scorer.score(new double[] {7, 4}, first);
    scorer.score(new double[] {1, 2}, second);
    assertThat(Arrays.copyOfRange(batch, 0, 3)).containsExactly(first);
    assertThat(Arrays.copyOfRange(batch, 3, 6)).containsExactly(second);
  }

  @Test
  void staysFiniteForEveryFiniteRow() {
    double[] extremes = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 0, -0.0, 1e15};
    LinearScorer strong =
        new LinearScorer(
            Scorers.IRIS,
            new double[] {-Double.MAX_VALUE, 0},
            new double[] {Double.MIN_VALUE, Double.MAX_VALUE},
            new double[] {1e100, -1e100, 0},
            new double[] {1e100, -1e100, 0, 1e100, 1e100, -1e100});
    double[] out = new double[3];
    for (double length : extremes) {
      for (double width : extremes) {
        for (LinearScorer scorer : new LinearScorer[] {strong, Scorers.logistic()}) {
          scorer.score(new double[] {length, width}, out);
          assertThat(Arrays.stream(out).sum()).isCloseTo(1, within(1e-12));
        }
      }
    }
  }

  @Test
  void refusesNumbersThatCouldNotStayFinite() {
    double[] two = {1, 1};
    double[] three = {1, 1, 1};
    double[] six = {1, 1, 1, 1, 1, 1};
    refused(two, new double[] {1, 0}, three, six, "scale must be above 0, was 0.0");
    refused(two, new double[] {1, -1}, three, six, "scale must be above 0");
    refused(new double[] {1, Double.NaN}, two, three, six, "mean must hold numbers");
    refused(new double[] {1, Double.POSITIVE_INFINITY}, two, three, six, "mean must hold");
    refused(two, two, new double[] {1, 1, 1.1e100}, six, "bias must hold numbers up to 1.0E100");
    refused(two, two, three, new double[] {1, 1, 1, 1, 1, -1.1e100}, "weights must hold");
    refused(two, two, three, new double[5], "weights must have length 6, had 5");
    refused(new double[1], two, three, six, "mean must have length 2, had 1");
  }

  private static void refused(
      double[] mean, double[] scale, double[] bias, double[] weights, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LinearScorer(Scorers.IRIS, mean, scale, bias, weights))
        .withMessageContaining(message);
  }
}
