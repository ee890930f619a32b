package dev.sundial.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinsTest {

  @Test
  void givesEachValueABinWhereThereAreFew() {
    Bins bins = of(3, 1, 2, 1, 3, -0.0, 0.0);
    assertThat(bins.count()).isEqualTo(4);
    assertThat(bins.codes()).containsExactly(new char[] {3, 1, 2, 1, 3, 0, 0});
    assertThat(bins.between(0, 1)).isEqualTo(0.5);
    assertThat(bins.between(1, 3)).isEqualTo(2);
  }

  @Test
  void partsNeighboursBetweenWhichThereIsNoNumber() {
    double next = Math.nextUp(0.3);
    assertThat(of(0.3, next).between(0, 1)).isEqualTo(0.3);
    assertThat(of(0, Double.MIN_VALUE).between(0, 1)).isZero();
    double greatest = Double.MAX_VALUE;
    assertThat(of(-greatest, greatest).between(0, 1)).isZero();
    assertThat(of(Math.nextDown(greatest), greatest).between(0, 1)).isLessThan(greatest);
  }

  @Test
  void fillsItsBinsEvenlyWhereThereAreMany() {
    double[] values = new Random(5).doubles(100_000).toArray();
    Bins bins = of(values);
    assertThat(bins.count()).isEqualTo(Bins.MOST);
    int[] filled = new int[Bins.MOST];
    for (char code : bins.codes()) {
      filled[code]++;
    }
    assertThat(IntStream.of(filled).min().orElseThrow()).isGreaterThan(90);
    assertThat(IntStream.of(filled).max().orElseThrow()).isLessThan(110);
    for (int row = 0; row < values.length; row++) {
      int bin = bins.codes()[row];
      if (bin > 0) {
        assertThat(values[row]).isGreaterThan(bins.between(bin - 1, bin));
      }
      if (bin < Bins.MOST - 1) {
        assertThat(values[row]).isLessThanOrEqualTo(bins.between(bin, bin + 1));
      }
    }
  }

  @Test
  void keepsAFrequentValueInABinOfItsOwn() {
    double[] values = new Random(6).doubles(20_000).toArray();
    Arrays.fill(values, 0, 10_000, 0.5);
    Bins bins = of(values);
    assertThat(bins.count()).isBetween(Bins.MOST / 2, Bins.MOST);
    int common = bins.codes()[0];
    for (int row = 10_000; row < values.length; row++) {
      assertThat(bins.codes()[row] > common).isEqualTo(values[row] > 0.5);
    }
  }

  private static Bins of(double... values) {
    return Bins.of(values, IntStream.range(0, values.length).toArray());
  }
}
