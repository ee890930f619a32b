package dev.sundial.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BoostedScorerTest {

  @Test
  void addsUpInSinglePrecisionByOutput() {
    BoostedScorer.Builder trees = BoostedScorer.builder(Scorers.PRICE, 0.5f);
    float sum = 0.5f;
    for (int tree = 0; tree < 1000; tree++) {
      trees.leaf(0.1f);
      sum += 0.1f;
    }
    assertThat(ForestScorerTest.scores(trees.build(), 0, 0)).containsExactly(sum);
    assertThat(sum).isNotEqualTo(100.5f);
  }

  @Test
  void answersTheSoftmaxOfItsMargins() {
    double[] scores = ForestScorerTest.scores(Scorers.boosted(), 2, 1);
    double sum = Math.exp(2) + Math.exp(0.625) + Math.exp(-0.5);
    assertThat(scores[0]).isCloseTo(Math.exp(2) / sum, within(1e-15));
    assertThat(scores[1]).isCloseTo(Math.exp(0.625) / sum, within(1e-15));
    assertThat(scores[2]).isCloseTo(Math.exp(-0.5) / sum, within(1e-15));
  }

  @Test
  void answersInTheTargetsUnit() {
    assertThat(ForestScorerTest.scores(Scorers.regressionBoosted(), 0, 0))
        .containsExactly(1e9 + 2.5 * (-7.5f + 0.1f));
  }

  @Test
  void aThresholdPartsNumbersAsTheirSinglesArePartedBelowIt() {
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      float t = Float.intBitsToFloat(random.nextInt());
      if (!Float.isFinite(t) || !Float.isFinite(Math.nextDown(t))) {
        continue;
      }
      double threshold = BoostedScorer.threshold(t);
      assertThat((float) threshold).isLessThan(t);
      assertThat((float) Math.nextUp(threshold)).isGreaterThanOrEqualTo(t);
    }
    assertThat(BoostedScorer.threshold(0f)).isEqualTo(Math.nextDown(-Float.MIN_VALUE / 2.0));
    assertThat(BoostedScorer.threshold(Float.MIN_VALUE)).isEqualTo(Float.MIN_VALUE / 2.0);
  }

  @Test
  void refusesNumbersItsSumsCouldNotBear() {
    refused(() -> BoostedScorer.builder(Scorers.PRICE, 0).leaf(Float.NaN), "was NaN");
    refused(() -> BoostedScorer.builder(Scorers.PRICE, 0).leaf(1.1e30f), "up to");
    refused(() -> BoostedScorer.builder(Scorers.PRICE, 0).leaf(1).build(0, 1e251), "scale");
    refused(() -> BoostedScorer.builder(Scorers.PRICE, 0).leaf(1).build(1e251, 1), "mean");
    refused(() -> BoostedScorer.builder(Scorers.IRIS, 0).leaf(1).leaf(1).build(), "2 for 3");
    refused(() -> BoostedScorer.threshold(Float.POSITIVE_INFINITY), "finite");
  }

  private static void refused(Runnable trees, String message) {
    assertThatIllegalArgumentException().isThrownBy(trees::run).withMessageContaining(message);
  }
}
