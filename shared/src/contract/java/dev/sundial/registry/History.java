package dev.sundial.registry;

import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.registry.LedgerEntry.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What concurrent callers did to one model, and whether it could have been one caller after the
 * other: each call takes effect at one moment between its beginning and its end, and the moments in
 * their order explain everything that was seen (linearizability, Herlihy and Wing 1990).
 *
 * <p>The ledger says in which order the changes took effect, so no order has to be searched for:
 * the changes are replayed in it, and a call that began after another had ended must not come
 * before it. What only looked is placed as early as it can be.
 */
final class History {
  private static final long NEVER = Long.MAX_VALUE;

  private History() {}

  /** What a caller wanted. */
  sealed interface Wish {
    record Promote(VersionId version) implements Wish {}

    record RollBack() implements Wish {}

    record Unpin() implements Wish {}

    record Train(RunId run, VersionId version) implements Wish {}

    record Look() implements Wish {}
  }

  /** What a caller was told. */
  sealed interface Seen {
    /** It is done, by this ledger entry. */
    record Done(long sequence) implements Seen {}

    /** There was nothing to do: nothing pinned, nothing before. */
    record NothingToDo() implements Seen {}

    /** How things stand. */
    record Standing(long sequence, State state) implements Seen {}

    /** Nothing that tells: it may have been done, or not. */
    record Unknown() implements Seen {}

    /** It was not done, whatever the state. */
    record NotDone() implements Seen {}
  }

  /**
   * One call.
   *
   * @param mark in the ledger entry that it writes: the reason given, or the run
   * @param from when it began; no two moments are the same
   * @param to when it ended
   */
  record Call(String mark, Wish wish, Seen seen, long from, long to) {
    /** Such as {@code Unpin NothingToDo}. */
    String told() {
      return wish.getClass().getSimpleName() + " " + seen.getClass().getSimpleName();
    }
  }

  /** What there is to know of a model. */
  record State(
      Optional<VersionId> champion,
      Optional<VersionId> previous,
      Optional<VersionId> latest,
      boolean pinned) {
    static final State NONE =
        new State(Optional.empty(), Optional.empty(), Optional.empty(), false);

    static State of(ServingPointer pointer) {
      return new State(
          pointer.championVersion(), pointer.previous(), pointer.latest(), pointer.pinned());
    }

    private State serving(VersionId next, boolean byHand) {
      return new State(
          Optional.of(next),
          champion.filter(served -> !served.equals(next)).or(() -> previous),
          latest,
          byHand);
    }
  }

  /** A call whose place among the changes is known: after that many of them. */
  private record Placed(Call call, long position, boolean change) {
    /** The last position that may come before it. */
    long after() {
      return change ? position - 1 : position;
    }

    long ended() {
      return call.seen() instanceof Seen.Unknown ? NEVER : call.to();
    }
  }

  /**
   * What cannot be explained; empty when all can.
   *
   * @param ledger in the order of its sequence
   */
  static List<String> contradictions(List<Call> calls, List<LedgerEntry> ledger) {
    List<String> wrong = new ArrayList<>();
    List<State> states = new ArrayList<>(List.of(State.NONE));
    List<Placed> placed = new ArrayList<>(changes(calls, ledger, states, wrong));
    for (Call call : calls) {
      if (call.seen() instanceof Seen.Standing(long sequence, State state)) {
        if (sequence >= states.size() || !states.get((int) sequence).equals(state)) {
          wrong.add(call + " never was so");
        } else {
          placed.add(new Placed(call, sequence, false));
        }
      }
    }
    calls.stream()
        .filter(call -> call.seen() instanceof Seen.NothingToDo)
        .sorted(Comparator.comparingLong(Call::to))
        .forEach(call -> place(call, states, placed, wrong));
    overtakings(placed, wrong);
    return wrong;
  }

  /** Replays the ledger; the states after each entry are added to those there are. */
  private static List<Placed> changes(
      List<Call> calls, List<LedgerEntry> ledger, List<State> states, List<String> wrong) {
    Map<String, Call> byMark = new HashMap<>();
    calls.forEach(call -> byMark.put(call.mark(), call));
    List<Placed> placed = new ArrayList<>();
    Set<String> written = new HashSet<>();
    for (LedgerEntry entry : ledger) {
      String mark = entry.run().map(RunId::value).orElse(entry.why());
      Call call = byMark.get(mark);
      State before = states.getLast();
      if (entry.sequence() != states.size()) {
        wrong.add("entry " + entry.sequence() + " comes after " + (states.size() - 1));
      }
      if (call == null || !written.add(mark)) {
        wrong.add(entry + " is nobody's, or somebody's second");
        states.add(before);
        continue;
      }
      if (call.seen() instanceof Seen.Done(long sequence) && sequence != entry.sequence()
          || !(call.seen() instanceof Seen.Done || call.seen() instanceof Seen.Unknown)) {
        wrong.add(call + " was told something else than " + entry);
      }
      Optional<State> after = replay(call.wish(), entry, before);
      if (after.isEmpty()) {
        wrong.add(entry + " does not follow from " + before);
      }
      states.add(after.orElse(before));
      placed.add(new Placed(call, entry.sequence(), true));
    }
    calls.stream()
        .filter(call -> call.seen() instanceof Seen.Done && !written.contains(call.mark()))
        .forEach(call -> wrong.add(call + " left no entry"));
    return placed;
  }

  /** What one caller alone would have made of it; empty when it would not be this entry. */
  private static Optional<State> replay(Wish wish, LedgerEntry entry, State before) {
    Action action = entry.action();
    boolean known = entry.previous().equals(before.champion());
    VersionId version = entry.version().orElse(null);
    return switch (wish) {
      case Wish.Promote(VersionId wanted) ->
          only(
              known && action == Action.PROMOTED_BY_HAND && wanted.equals(version),
              before.serving(wanted, true));
      case Wish.RollBack back ->
          before
              .previous()
              .filter(to -> known && action == Action.ROLLED_BACK && to.equals(version))
              .map(to -> before.serving(to, true));
      case Wish.Unpin unpin ->
          only(
              known && action == Action.UNPINNED && before.pinned(),
              new State(before.champion(), before.previous(), before.latest(), false));
      case Wish.Train(RunId run, VersionId trained) -> trained(trained, entry, before, known);
      case Wish.Look look -> Optional.empty();
    };
  }

  private static Optional<State> trained(
      VersionId trained, LedgerEntry entry, State before, boolean known) {
    boolean late = before.latest().filter(latest -> latest.compareTo(trained) >= 0).isPresent();
    Action expected = late ? Action.SUPERSEDED : before.pinned() ? Action.HELD : Action.PROMOTED;
    State same =
        new State(
            before.champion(),
            before.previous(),
            late ? before.latest() : Optional.of(trained),
            before.pinned());
    return only(
        known && entry.action() == expected && entry.version().equals(Optional.of(trained)),
        expected == Action.PROMOTED ? same.serving(trained, false) : same);
  }

  private static Optional<State> only(boolean condition, State state) {
    return condition ? Optional.of(state) : Optional.empty();
  }

  /** Puts a call that found nothing to do where there was nothing to do, as early as possible. */
  private static void place(
      Call call, List<State> states, List<Placed> placed, List<String> wrong) {
    long first = 0;
    long last = states.size() - 1;
    for (Placed other : placed) {
      if (other.ended() < call.from()) {
        first = Math.max(first, other.position());
      }
      if (call.to() < other.call().from()) {
        last = Math.min(last, other.after());
      }
    }
    for (long position = first; position <= last; position++) {
      if (nothingToDo(call.wish(), states.get((int) position))) {
        placed.add(new Placed(call, position, false));
        return;
      }
    }
    wrong.add(call + " had something to do from " + first + " to " + last);
  }

  private static boolean nothingToDo(Wish wish, State state) {
    return switch (wish) {
      case Wish.RollBack back -> state.previous().isEmpty();
      case Wish.Unpin unpin -> !state.pinned();
      case Wish.Promote promote -> false;
      case Wish.Train train -> false;
      case Wish.Look look -> false;
    };
  }

  /** Calls that began after another had ended and yet took effect before it. */
  private static void overtakings(List<Placed> placed, List<String> wrong) {
    List<Placed> byBeginning = new ArrayList<>(placed);
    byBeginning.sort(Comparator.comparingLong(it -> it.call().from()));
    List<Placed> byEnd = new ArrayList<>(placed);
    byEnd.sort(Comparator.comparingLong(Placed::ended));
    int next = 0;
    Placed furthest = null;
    for (Placed call : byBeginning) {
      while (byEnd.get(next).ended() < call.call().from()) {
        Placed ended = byEnd.get(next++);
        furthest = furthest == null || ended.position() > furthest.position() ? ended : furthest;
      }
      if (furthest != null && furthest.position() > call.after()) {
        wrong.add(call + " comes before " + furthest + ", which had ended");
      }
    }
  }
}
