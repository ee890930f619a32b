package dev.sundial.freshness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What went wrong during an invocation: each is logged when it happens and hides nothing that comes
 * after it; at the end the invocation fails, so that the function's errors show it.
 */
final class Troubles {
  private static final int MOST_TOLD = 20;

  private final ProbeLog log;
  private final List<String> list = new ArrayList<>();

  Troubles(ProbeLog log) {
    this.log = log;
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

  /** What a step gives; empty when it throws, which is noted. */
  <T> Optional<T> value(String what, Supplier<T> step) {
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
