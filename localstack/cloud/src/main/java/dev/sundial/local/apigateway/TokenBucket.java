package dev.sundial.local.apigateway;

import java.util.function.LongSupplier;

/**
 * A stage's throttle: so many requests a second, so many at once. Real time, since requests are
 * real.
 */
final class TokenBucket {
  private final LongSupplier nanos;
  private double tokens = -1;
  private long last;

  TokenBucket(LongSupplier nanos) {
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  /**
   * Whether one more request may pass now.
   *
   * @param rate a second; negative means no limit
   * @param burst most tokens
   */
  synchronized boolean take(double rate, int burst) {
    if (rate < 0 || burst < 0) {
      return true;
    }
    long now = nanos.getAsLong();
    tokens = tokens < 0 ? burst : Math.min(burst, tokens + (now - last) / 1e9 * rate);
    last = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }
}
