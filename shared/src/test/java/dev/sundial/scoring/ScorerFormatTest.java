package dev.sundial.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScorerFormatTest {

  static List<Scorer> scorers() {
    return Scorers.all();
  }

  @ParameterizedTest
  @MethodSource("scorers")
  void readsWhatItWrote(Scorer scorer) throws MalformedArtefactException {
    Scorer read = ScorerFormat.read(ScorerFormat.write(scorer));
    assertThat(read.schema()).isEqualTo(scorer.schema());
    assertThat(read.family()).isEqualTo(scorer.family());
    double[] before = new double[scorer.schema().outputs()];
    double[] after = new double[before.length];
    Random random = new Random(7);
    for (int i = 0; i < 1000; i++) {
      double[] row = {random.nextGaussian() * 5, random.nextGaussian() * 5};
      scorer.score(row, before);
      read.score(row, after);
      assertThat(after).containsExactly(before);
    }
    assertThat(ScorerFormat.write(read)).isEqualTo(ScorerFormat.write(scorer));
  }

  @Test
  void keepsItsBytesFromVersionToVersion() {
    assertThat(HexFormat.of().formatHex(ScorerFormat.write(Scorers.regressionTree())))
        .isEqualTo(
            "53554e53434f5201" // magic
                + "0202" // tree, regression
                + "000000057072696365" // price
                + "00000002000000066c656e677468000000057769647468" // length, width
                + "00000000" // no labels
                + "00000003" // three nodes
                + "000000010000000000000000" // width at most 0
                + "ffffffffc01e000000000000" // -7.5
                + "ffffffff7e37e43c8800759c"); // 1e300
  }

  @ParameterizedTest
  @MethodSource("scorers")
  void refusesEveryTruncationAndEveryTail(Scorer scorer) {
    byte[] whole = ScorerFormat.write(scorer);
    for (int length = 0; length < whole.length; length++) {
      refused(Arrays.copyOf(whole, length));
    }
    refused(Arrays.copyOf(whole, whole.length + 1));
  }

  @ParameterizedTest
  @MethodSource("scorers")
  void refusesOrReadsSoundlyEveryFlippedBit(Scorer scorer) {
    byte[] whole = ScorerFormat.write(scorer);
    int refused = 0;
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      refused += soundOrRefused(flipped) ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void refusesOrReadsSoundlyWhatIsCutAndJoinedAtRandom() {
    Random random = new Random(11);
    List<byte[]> seeds = Scorers.all().stream().map(ScorerFormat::write).toList();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
          case 0 -> bytes[at] = (byte) random.nextInt();
          case 1 -> bytes[at] = (byte) 0xff;
          case 2 -> bytes = joined(bytes, at, seeds.get(random.nextInt(seeds.size())), random);
          default ->
              ByteBuffer.wrap(bytes)
                  .putInt(Math.min(at, bytes.length - 4), random.nextInt() >>> random.nextInt(32));
        }
      }
      soundOrRefused(bytes);
    }
  }

  @Test
  void refusesRandomBytesBehindAnHonestStart() {
    Random random = new Random(13);
    byte[] start = ScorerFormat.write(Scorers.tree());
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = new byte[random.nextInt(200) + 12];
      random.nextBytes(bytes);
      System.arraycopy(start, 0, bytes, 0, random.nextInt(12));
      soundOrRefused(bytes);
    }
  }

  @Test
  void allocatesNothingForACountItsBytesCannotHold() {
    byte[] bytes = ScorerFormat.write(Scorers.regressionTree());
    int nodes = bytes.length - 36 - 4;
    assertThat(ByteBuffer.wrap(bytes).getInt(nodes)).isEqualTo(3);
    ByteBuffer.wrap(bytes).putInt(nodes, TreeScorer.MAX_NODES);
    assertThatExceptionOfType(MalformedArtefactException.class)
        .isThrownBy(() -> ScorerFormat.read(bytes))
        .withMessage("the scorer ends 119999964 bytes too early");
    ByteBuffer.wrap(bytes).putInt(nodes, TreeScorer.MAX_NODES + 1);
    assertThatExceptionOfType(MalformedArtefactException.class)
        .isThrownBy(() -> ScorerFormat.read(bytes))
        .withMessageContaining("at most 10000000 nodes");
  }

  @Test
  void refusesANumberThatIsNotFinite() {
    byte[] bytes = ScorerFormat.write(Scorers.regressionTree());
    ByteBuffer.wrap(bytes).putDouble(bytes.length - 8, Double.NaN);
    assertThatExceptionOfType(MalformedArtefactException.class)
        .isThrownBy(() -> ScorerFormat.read(bytes))
        .withMessage("the scorer holds a number that is not finite");
  }

  private static byte[] joined(byte[] head, int at, byte[] other, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(head, 0, at);
    int from = random.nextInt(other.length);
    out.write(other, from, other.length - from);
    return out.size() < 8 ? head : out.toByteArray();
  }

  /** True when the bytes are a scorer, which then answers finite scores and writes the same. */
  private static boolean soundOrRefused(byte[] bytes) {
    Scorer scorer;
    try {
      scorer = ScorerFormat.read(bytes);
    } catch (MalformedArtefactException e) {
      assertThat(e.getMessage()).startsWith("the scorer ");
      return false;
    }
    assertThat(ScorerFormat.write(scorer)).isEqualTo(bytes);
    double[] out = new double[scorer.schema().outputs()];
    scorer.score(new double[scorer.schema().features().size()], out);
    for (double score : out) {
      assertThat(score).isFinite();
    }
    if (out.length > 1) {
      assertThat(Arrays.stream(out).sum()).isCloseTo(1, within(1e-6));
    }
    return true;
  }

  private static void refused(byte[] bytes) {
    assertThatExceptionOfType(MalformedArtefactException.class)
        .isThrownBy(() -> ScorerFormat.read(bytes));
  }
}
