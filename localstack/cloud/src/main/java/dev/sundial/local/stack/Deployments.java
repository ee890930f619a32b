package dev.sundial.local.stack;

import dev.sundial.local.stack.StoredDeployment.Outcome;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The deployments there were. Those that changed nothing are not kept. */
final class Deployments {
  /** The oldest are forgotten beyond this many. */
  static final int MOST = 100;

  private final Shelf<StoredDeployment> shelf;
  private final Clock clock;

  Deployments(StateStore state, Clock clock) {
    this.shelf = state.shelf("deployments", StoredDeployment.class);
    this.clock = clock;
    for (StoredDeployment past : shelf.values()) {
      if (past.outcome() == Outcome.RUNNING) {
        put(past.ended(Outcome.CUT_OFF, "the local cloud ended", null, past.reached()));
      }
    }
  }

  /** Newest first. */
  List<StoredDeployment> all() {
    return shelf.values().reversed();
  }

  Optional<StoredDeployment> find(long number) {
    return shelf.get(key(number));
  }

  /** A deployment that begins, or is refused by its plan. */
  Running begin(Preview preview, boolean fresh) {
    List<String> keys = shelf.keys();
    long number = keys.isEmpty() ? 1 : Long.parseLong(keys.getLast()) + 1;
    List<StackChange> stacks =
        preview.stacks().stream().filter(stack -> !stack.isNothing()).toList();
    StoredDeployment begun =
        new StoredDeployment(
            number, clock.instant(), null, Outcome.RUNNING, "", fresh, stacks, Map.of());
    boolean kept = !stacks.isEmpty() || !preview.problems().isEmpty();
    if (kept) {
      put(begun);
    }
    return new Running(begun, kept);
  }

  private void put(StoredDeployment deployment) {
    shelf.putDurably(key(deployment.number()), deployment);
    while (shelf.size() > MOST) {
      shelf.firstKey().ifPresent(shelf::remove);
    }
  }

  private static String key(long number) {
    return "%012d".formatted(number);
  }

  /** One that was begun. Hears of events one at a time, from several threads. */
  final class Running {
    private final StoredDeployment begun;
    private final boolean kept;
    private final Map<String, Status> reached = new HashMap<>();

    private Running(StoredDeployment begun, boolean kept) {
      this.begun = begun;
      this.kept = kept;
    }

    /** What was replaced is removed afterwards, which tells nothing of what took its place. */
    synchronized void hear(StackEvent event) {
      if (event.type().equals(StackEvent.STACK_TYPE)) {
        return;
      }
      boolean removal = event.status().name().startsWith("DELETE_");
      reached.merge(
          event.stack() + "/" + event.logicalId(),
          event.status(),
          (before, now) -> removal && before.isComplete() ? before : now);
    }

    synchronized void end(Outcome outcome, String message) {
      if (kept) {
        put(begun.ended(outcome, message, clock.instant(), reached));
      }
    }
  }
}
