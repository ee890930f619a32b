package dev.sundial.registry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits between rounds, with full jitter: up to 25 ms, 50 ms, 100 ms … */
final class Backoff {
  private static final long FIRST_MILLIS = 25;

  /** How waiting is done; tests do not. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private final RandomGenerator random;
  private final Pause pause;

  Backoff(RandomGenerator random, Pause pause) {
    this.random = random;
    this.pause = pause;
  }

  /**
   * @param round from 0
   */
  void beforeNext(int round) {
    try {
      pause.of(Duration.ofMillis(random.nextLong(1 + (FIRST_MILLIS << round))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while waiting for the registry", e);
    }
  }
}
