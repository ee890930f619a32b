package dev.sundial.local.stack;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that changed something, or tried to, as the state file keeps it.
 *
 * @param number from 1
 * @param startedAt virtual time
 * @param endedAt virtual time; null while it runs, and when it was cut off
 * @param message why it failed or was refused; empty when it was not
 * @param fresh whether losing data was allowed
 * @param stacks what was planned
 * @param reached the last status of each resource, by stack and logical id joined with a slash;
 *     those it never began with are left out
 */
public record StoredDeployment(
    long number,
    Instant startedAt,
    @Nullable Instant endedAt,
    Outcome outcome,
    String message,
    boolean fresh,
    List<StackChange> stacks,
    Map<String, Status> reached) {

  /** How it ended. */
  public enum Outcome {
    RUNNING,
    DONE,
    /** Midway; the next one goes on from there. */
    FAILED,
    /** Before it changed anything. */
    REFUSED,
    /** The local cloud ended in the middle of it; the next one goes on from there. */
    CUT_OFF
  }

  public StoredDeployment {
    stacks = List.copyOf(stacks);
    reached = Map.copyOf(reached);
  }

  StoredDeployment ended(Outcome how, String why, @Nullable Instant at, Map<String, Status> to) {
    return new StoredDeployment(number, startedAt, at, how, why, fresh, stacks, to);
  }

  /** How many resources something was to be done with. */
  public long count(Action action) {
    return new Preview(stacks, List.of()).count(action);
  }
}
