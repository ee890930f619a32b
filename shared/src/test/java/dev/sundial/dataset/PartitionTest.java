package dev.sundial.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionTest {

  @Test
  void everyLabelKeepsItsShare() {
    int[] ids = IntStream.range(0, 150).map(row -> row / 50).toArray();
    Partition parts = Partition.of(new Target.Labels(List.of("a", "b", "c"), ids), 0.2, 42);
    assertThat(counts(parts.test(), ids)).containsExactly(10, 10, 10);
    assertThat(counts(parts.training(), ids)).containsExactly(40, 40, 40);
    int[] all =
        IntStream.concat(Arrays.stream(parts.training()), Arrays.stream(parts.test()))
            .sorted()
            .toArray();
    assertThat(all).isEqualTo(IntStream.range(0, 150).toArray());
  }

  @Test
  void everyLabelHasARowInEachPart() {
    int[] ids = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1};
    assertThat(counts(Partition.of(labels(ids), 0.05, 1).test(), ids)).containsExactly(1, 1);
    assertThat(counts(Partition.of(labels(ids), 0.95, 1).training(), ids)).containsExactly(1, 1);
  }

  @Test
  void aSeedAlwaysPartsTheSameWay() {
    int[] ids = IntStream.range(0, 20).map(row -> row % 2).toArray();
    assertThat(Partition.of(labels(ids), 0.2, 42).test()).containsExactly(5, 6, 16, 17);
    assertThat(Partition.of(labels(ids), 0.2, 43).test()).containsExactly(5, 7, 8, 18);
  }

  @Test
  void numbersArePartedByChanceAlone() {
    Partition parts = Partition.of(new Target.Numbers(new double[10]), 0.3, 5);
    assertThat(parts.test()).hasSize(3).isSorted();
    assertThat(parts.training()).hasSize(7).isSorted();
  }

  @Test
  void theGeneratorIsSplitMix64() {
    SplitMix random = new SplitMix(1234567);
    assertThat(random.nextLong()).isEqualTo(6457827717110365317L);
    assertThat(random.nextLong()).isEqualTo(3203168211198807973L);
    assertThat(random.nextLong()).isEqualTo(-8629252141511181193L);
  }

  private static Target.Labels labels(int[] ids) {
    return new Target.Labels(List.of("a", "b"), ids);
  }

  private static int[] counts(int[] rows, int[] ids) {
    int[] counts = new int[Arrays.stream(ids).max().orElseThrow() + 1];
    Arrays.stream(rows).forEach(row -> counts[ids[row]]++);
    return counts;
  }
}
