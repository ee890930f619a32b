package dev.sundial.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForestScorerTest {
  /** Bytes of every scorer of prices before its body. */
  private static final int HEADER = 46;

  @Test
  void answersTheMeanOfItsTrees() {
    // The first tree says setosa, the second ½, ¼, ¼.
    assertThat(scores(Scorers.forest(), 2, 9)).containsExactly(0.75, 0.125, 0.125);
    assertThat(scores(Scorers.forest(), Math.nextUp(2.0), 1.5)).containsExactly(0.25, 0.5, 0.25);
    assertThat(scores(Scorers.regressionForest(), 1, 0)).containsExactly(-2.5);
    assertThat(scores(Scorers.regressionForest(), 2, 0)).containsExactly(-7.5);
  }

  @Test
  void answersABatchAsItAnswersEachRow() {
    for (Scorer scorer : Scorers.all()) {
      for (int count : new int[] {1, 3, 4, 5, 255, 256, 257, 1000}) {
        assertBatch(scorer, count);
      }
    }
  }

  private static void assertBatch(Scorer scorer, int count) {
    Random random = new Random(count);
    int outputs = scorer.schema().outputs();
    double[] rows = random.doubles(2L * count, -1, 4).toArray();
    double[] batch = new double[count * outputs];
    scorer.score(rows, count, batch);
    double[] each = new double[count * outputs];
    for (int row = 0; row < count; row++) {
      scorer.score(rows, row * 2, each, row * outputs);
    }
    assertThat(batch).containsExactly(each);
  }

  @Test
  void keepsEqualLeavesOnce() {
    ForestScorer.Builder forest = ForestScorer.builder(Scorers.PRICE);
    for (int tree = 0; tree < 100; tree++) {
      forest.split(0, tree).leaf(1).leaf(2);
    }
    ForestScorer scorer = forest.build();
    assertThat(scorer.trees()).isEqualTo(100);
    assertThat(scorer.nodes()).isEqualTo(300);
    int leaves = Integer.BYTES + 2 * Double.BYTES;
    int nodes = 2 * Integer.BYTES + 100 * (10 + 6 + 6);
    assertThat(ScorerFormat.write(scorer)).hasSize(HEADER + leaves + nodes);
  }

  @Test
  void refusesTreesThatCannotBeWalked() {
    ForestScorer.Builder empty = ForestScorer.builder(Scorers.PRICE);
    refused(empty::build, "a leaf for every side");
    refused(ForestScorer.builder(Scorers.PRICE).split(0, 1).leaf(1)::build, "for every side");
    refused(ForestScorer.builder(Scorers.PRICE).leaf(1).split(0, 1)::build, "for every side");
    refused(() -> ForestScorer.builder(Scorers.PRICE).split(2, 1), "from 0 to 1, was 2");
    refused(() -> ForestScorer.builder(Scorers.PRICE).split(0, Double.NaN), "finite, was NaN");
    refused(() -> ForestScorer.builder(Scorers.PRICE).leaf(Double.NaN), "must not hold NaN");
    refused(() -> ForestScorer.builder(Scorers.PRICE).leaf(1.1e300), "must not hold 1.1E300");
  }

  @Test
  void refusesLeavesThatAreNoFrequencies() {
    refusedLeaf("add up to 1", new int[] {0}, 0.5);
    refusedLeaf("add up to 1", new int[] {}, new double[] {});
    refusedLeaf("must ascend", new int[] {1, 0}, 0.5, 0.5);
    refusedLeaf("must ascend", new int[] {1, 1}, 0.5, 0.5);
    refusedLeaf("from 0 to 2, was 3", new int[] {3}, 1);
    refusedLeaf("must not hold 0.0", new int[] {0, 1}, 0, 1);
    refusedLeaf("for each label", new int[] {0, 1}, 1);
  }

  private static void refusedLeaf(String message, int[] labels, double... frequencies) {
    refused(() -> ForestScorer.builder(Scorers.IRIS).leaf(labels, frequencies), message);
  }

  @Test
  void refusesALeafThatIsNotThere() {
    byte[] bytes = ScorerFormat.write(Scorers.regressionForest());
    for (int leaf : new int[] {-1, 3, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      ByteBuffer.wrap(bytes).putInt(bytes.length - 4, leaf);
      malformed(bytes, "must end in a leaf from 0 to 2, was " + leaf);
    }
    ByteBuffer.wrap(bytes).putInt(bytes.length - 4, 2);
    assertThatExceptionOfType(MalformedArtefactException.class)
        .isThrownBy(() -> ScorerFormat.read(Arrays.copyOf(bytes, bytes.length - 1)));
  }

  @Test
  void allocatesNothingForCountsItsBytesCannotHold() {
    byte[] bytes = ScorerFormat.write(Scorers.regressionForest());
    int leaves = HEADER;
    assertThat(ByteBuffer.wrap(bytes).getInt(leaves)).isEqualTo(3);
    int trees = leaves + 4 + 3 * 8;
    assertThat(ByteBuffer.wrap(bytes).getInt(trees)).isEqualTo(2);
    assertThat(ByteBuffer.wrap(bytes).getInt(trees + 4)).isEqualTo(6);
    malformed(with(bytes, leaves, Grove.MAX_NODES), "bytes too early");
    malformed(with(bytes, leaves, Grove.MAX_NODES + 1), "at most 50000000 leaves");
    malformed(with(bytes, trees, Grove.MAX_TREES), "bytes too early");
    malformed(with(bytes, trees, -1), "at most 1000000 trees");
    malformed(with(bytes, trees + 4, Grove.MAX_NODES), "bytes too early");
    malformed(with(bytes, trees, 3), "must have 3 trees, has 2");
    malformed(with(bytes, trees, 1), "must have 1 trees, has 2");
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).putInt(at, value);
    return changed;
  }

  private static void malformed(byte[] bytes, String message) {
    assertThatExceptionOfType(MalformedArtefactException.class)
        .isThrownBy(() -> ScorerFormat.read(bytes))
        .withMessageContaining(message);
  }

  static double[] scores(Scorer scorer, double length, double width) {
    double[] out = new double[scorer.schema().outputs()];
    scorer.score(new double[] {length, width}, out);
    return out;
  }

  private static void refused(Runnable forest, String message) {
    assertThatIllegalArgumentException().isThrownBy(forest::run).withMessageContaining(message);
  }
}
