package dev.sundial.freshness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What went wrong during an invocation: each is logged when it happens and hides nothing that comes
 * after it; at the end the invocation fails, so that the function's errors show it. When the
 * invocation's time is nearly over, what is still to be done is left out and noted.
 */
final class Troubles {
  private static final int MOST_TOLD = 20;

  private final ProbeLog log;
  private final BooleanSupplier timeLeft;
  private final List<String> list = new ArrayList<>();

  /**
   * @param timeLeft false when no step must begin any more
   */
  Troubles(ProbeLog log, BooleanSupplier timeLeft) {
    this.log = log;
    this.timeLeft = timeLeft;
  }

  /** Does a step; what it throws is noted. */
  void during(String what, Runnable step) {
    Optional<Boolean> unused =
        value(
            what,
            () -> {
              step.run();
              return true;
            });
  }

  /** What a step gives; empty when it throws or is left out, which is noted. */
  <T> Optional<T> value(String what, Supplier<T> step) {
    if (!timeLeft.getAsBoolean()) {
      note(what, "left out, the invocation's time is nearly over");
      return Optional.empty();
    }
    try {
      return Optional.of(step.get());
    } catch (RuntimeException e) {
      note(what, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  void note(String what, String why) {
    list.add(what + ": " + why);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("what", what);
    fields.put("why", why);
    log.error("could not be done", fields);
  }

  /**
   * @throws IncompleteException naming what went wrong, if anything did
   */
  void throwIfAny() {
    if (!list.isEmpty()) {
      List<String> told = list.subList(0, Math.min(MOST_TOLD, list.size()));
      String more = list.size() > MOST_TOLD ? "; and " + (list.size() - MOST_TOLD) + " more" : "";
      throw new IncompleteException(String.join("; ", told) + more);
    }
  }
}
