package dev.sundial.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TreeScorerTest {

  @Test
  void goesLeftAtTheThresholdAndRightAboveIt() {
    assertThat(scores(2, 9)).containsExactly(1, 0, 0);
    assertThat(scores(Math.nextUp(2.0), 1.5)).containsExactly(0, 0.75, 0.25);
    assertThat(scores(3, Math.nextUp(1.5))).containsExactly(0, 0, 1);
  }

  @Test
  void findsEveryLeafOfALeftLeaningTree() {
    TreeScorer tree =
        TreeScorer.builder(Scorers.PRICE)
            .split(0, 3)
            .split(0, 2)
            .split(0, 1)
            .leaf(1)
            .leaf(2)
            .leaf(3)
            .leaf(4)
            .build();
    double[] out = new double[4];
    tree.score(new double[] {1, 0, 2, 0, 3, 0, 4, 0}, 4, out);
    assertThat(out).containsExactly(1, 2, 3, 4);
    assertThat(tree.nodes()).isEqualTo(7);
  }

  @Test
  void mayBeASingleLeaf() {
    double[] out = new double[1];
    TreeScorer.builder(Scorers.PRICE).leaf(42).build().score(new double[] {1, 2}, out);
    assertThat(out).containsExactly(42);
  }

  @Test
  void speaksForTheFirstOfEqualScores() {
    assertThat(Scorer.best(new double[] {9, 0.2, 0.4, 0.4}, 1, 3)).isEqualTo(1);
  }

  @Test
  void refusesATreeWithTooFewOrTooManyNodes() {
    refused(() -> TreeScorer.builder(Scorers.IRIS).build(), "a leaf for every side");
    refused(
        () -> TreeScorer.builder(Scorers.IRIS).split(0, 1).leaf(1, 0, 0).build(),
        "a leaf for every side");
    refused(
        () -> TreeScorer.builder(Scorers.IRIS).leaf(1, 0, 0).leaf(1, 0, 0),
        "must end with its last leaf");
    refused(
        () -> TreeScorer.builder(Scorers.IRIS).leaf(1, 0, 0).split(0, 1),
        "must end with its last leaf");
  }

  @Test
  void refusesNodesThatCannotBeWalked() {
    refused(() -> TreeScorer.builder(Scorers.IRIS).split(2, 1), "from 0 to 1, was 2");
    refused(() -> TreeScorer.builder(Scorers.IRIS).split(-1, 1), "from 0 to 1, was -1");
    refused(() -> TreeScorer.builder(Scorers.IRIS).split(0, Double.NaN), "finite, was NaN");
    refused(() -> TreeScorer.builder(Scorers.IRIS).leaf(1, 0), "3 scores, had 2");
    refused(() -> TreeScorer.builder(Scorers.IRIS).leaf(1, 0, Double.NaN), "must be finite");
    refused(() -> TreeScorer.builder(Scorers.IRIS).leaf(1.1, -0.1, 0), "from 0 to 1, was 1.1");
    refused(() -> TreeScorer.builder(Scorers.IRIS).leaf(0.5, 0.4, 0), "add up to 1, were 0.9");
    TreeScorer.builder(Scorers.IRIS).leaf(1.0 / 3, 1.0 / 3, 1.0 / 3);
  }

  private static double[] scores(double length, double width) {
    double[] out = new double[3];
    Scorers.tree().score(new double[] {length, width}, out);
    return out;
  }

  private static void refused(Runnable tree, String message) {
    assertThatIllegalArgumentException().isThrownBy(tree::run).withMessageContaining(message);
  }
}
