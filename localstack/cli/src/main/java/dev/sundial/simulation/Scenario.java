package dev.sundial.simulation;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What happens on which day, counted from 1. A day of 0 does not come.
 *
 * @param seed of the days and of the data
 * @param days how long it lasts, at least {@link #SHORTEST}
 * @param poisoned the night's batch is poisoned
 * @param outage S3 fails for the training function on this day and the next
 * @param drift from this day on the world changes, a little every day
 */
public record Scenario(long seed, int days, int poisoned, int outage, int drift) {
  /** Shorter than this there is no room for everything. */
  public static final int SHORTEST = 14;

  /** Longer than this nobody waits for. */
  public static final int LONGEST = 365;

  public Scenario {
    if (days < SHORTEST || days > LONGEST) {
      throw new IllegalArgumentException(
          "days must be from " + SHORTEST + " to " + LONGEST + ", were " + days);
    }
  }

  /** The days by chance, in this order: poison in the first third, outage, drift in the last. */
  public static Scenario of(long seed, int days) {
    RandomGenerator random = random(seed, 0);
    int third = days / 3;
    return new Scenario(
        seed,
        days,
        random.nextInt(third - 1, third + 2),
        random.nextInt(third + 4, 2 * third),
        2 * third + random.nextInt(0, 2));
  }

  /** The same numbers for the same seed and stream, on every machine. */
  static RandomGenerator random(long seed, long stream) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000_003 + stream);
  }

  boolean isOut(int day) {
    return outage > 0 && (day == outage || day == outage + 1);
  }

  /** Slack answers 429 on the second day of the outage. */
  boolean isSlackBusy(int day) {
    return outage > 0 && day == outage + 1;
  }

  /** How far the world has changed, 0 to 1. */
  double drifted(int day) {
    return drift == 0 || day < drift ? 0 : Math.min(1, (day - drift + 1) / 5.0);
  }
}
