package dev.sundial.registry;

import dev.sundial.naming.ModelName;
import java.time.Duration;
import java.time.Instant;

/**
 * The right to train a model. What fences a stale holder off is the token, not the time: it grows
 * with every holder, and every write checks it.
 *
 * @param model the model
 * @param token grows by one with every holder, from 1
 * @param until when it ends unless renewed, by the registry's clock
 */
public record Lease(ModelName model, long token, Instant until) {
  /** How long a lease lasts unless renewed. */
  public static final Duration LASTS = Duration.ofSeconds(30);

  /** How often a holder renews. */
  public static final Duration RENEWED_EVERY = Duration.ofSeconds(10);
}
