package dev.sundial.dataset;

import java.util.random.RandomGenerator;

/**
 * SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators",
 * 2014), written out so that a seed means the same split on every Java version.
 */
final class SplitMix implements RandomGenerator {
  private long state;

  SplitMix(long seed) {
    this.state = seed;
  }

  @Override
  public long nextLong() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Shuffles in place (Fisher and Yates). */
  void shuffle(int[] values) {
    for (int left = values.length; left > 1; left--) {
      int other = (int) Math.unsignedMultiplyHigh(nextLong(), left);
      int moved = values[left - 1];
      values[left - 1] = values[other];
      values[other] = moved;
    }
  }
}
