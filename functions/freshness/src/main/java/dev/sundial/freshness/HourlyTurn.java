package dev.sundial.freshness;

import dev.sundial.naming.ModelName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether a look makes the hour's prediction by a model: until one of the hour was right, every
 * look does, so that what is wrong goes on being seen. Nothing stores which were; an environment
 * knows its own, and a new one begins with a prediction by every model.
 */
final class HourlyTurn {
  private final Map<ModelName, Instant> right = new HashMap<>();

  boolean isDue(ModelName model, Instant due) {
    Instant last = right.get(model);
    return last == null || due.truncatedTo(ChronoUnit.HOURS).isAfter(last);
  }

  void wasRight(ModelName model, Instant due) {
    right.put(model, due.truncatedTo(ChronoUnit.HOURS));
  }
}
