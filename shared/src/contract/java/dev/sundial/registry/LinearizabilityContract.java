package dev.sundial.registry;

import static dev.sundial.registry.Lab.IRIS;
import static dev.sundial.registry.Lab.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.registry.History.Call;
import dev.sundial.registry.History.Seen;
import dev.sundial.registry.History.State;
import dev.sundial.registry.History.Wish;
import dev.sundial.registry.LedgerEntry.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever many callers do at once looks as if they had come one after the other. */
abstract class LinearizabilityContract {
  private static final double FAULTY = 0.02;

  abstract Lab newLab();

  /** What a writer does before it tries again; nothing, for the most of contention. */
  Backoff.Pause pause() {
    return time -> {};
  }

  int writers() {
    return 32;
  }

  int rounds() {
    return 200;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void promotesRollbacksUnpinsTrainingsAndLooksAreLinearizable(long seed) throws Exception {
    Lab lab = newLab();
    Crowd crowd = new Crowd(lab, pause());
    List<Callable<Void>> writers = new ArrayList<>();
    for (int writer = 0; writer < writers(); writer++) {
      int number = writer;
      writers.add(() -> crowd.act(number, rounds(), new Random(1000 * seed + number)));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(writers())) {
      for (Future<Void> ended : threads.invokeAll(writers)) {
        ended.get();
      }
    }
    List<LedgerEntry> ledger = lab.reader().ledger(IRIS, 1, writers() * rounds());
    List<Call> calls = List.copyOf(crowd.calls);
    assertThat(calls).hasSize(writers() * rounds());
    assertThat(History.contradictions(calls, ledger)).isEmpty();
    assertThat(ledger).extracting(LedgerEntry::action).contains(Action.values());
    assertThat(lab.reader().pointer(IRIS).sequence()).isEqualTo(ledger.size());
  }

  /** Callers that each do one thing after the other, all at once. */
  private static final class Crowd {
    private final Lab lab;
    private final Backoff.Pause pause;
    private final AtomicLong moments = new AtomicLong();
    private final List<VersionId> registered = new CopyOnWriteArrayList<>();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    Crowd(Lab lab, Backoff.Pause pause) {
      this.lab = lab;
      this.pause = pause;
    }

    Void act(int writer, int rounds, Random random) {
      for (int round = 0; round < rounds; round++) {
        String mark = "writer " + writer + " round " + round;
        Registry registry = lab.registry(faults(random), pause);
        switch (random.nextInt(10)) {
          case 0, 1, 2 -> promote(registry, mark, random);
          case 3, 4 -> move(mark, new Wish.RollBack(), registry);
          case 5, 6 -> move(mark, new Wish.Unpin(), registry);
          case 7 -> look(mark);
          default -> train(registry, runId(writer, round, random), random);
        }
      }
      return null;
    }

    /** Some calls never arrive, some replies get lost, some calls are made twice. */
    private static Fault faults(Random random) {
      Random chance = new Random(random.nextLong());
      Fault.Mode[] modes = {Fault.Mode.REFUSE, Fault.Mode.DROP_REPLY, Fault.Mode.REPEAT};
      return new Fault(
          call -> {
            Thread.yield();
            return chance.nextDouble() < FAULTY ? modes[chance.nextInt(modes.length)] : null;
          });
    }

    /** Unlike any other's; newer ones mostly come later. */
    private static RunId runId(int writer, int round, Random random) {
      long about = round * 32L + random.nextInt(400);
      return RunId.scheduled(START.plusSeconds((about * 200 + round) * 100 + writer));
    }

    private void promote(Registry registry, String mark, Random random) {
      if (registered.isEmpty()) {
        look(mark);
      } else {
        VersionId version = registered.get(random.nextInt(registered.size()));
        move(mark, new Wish.Promote(version), registry);
      }
    }

    private void move(String mark, Wish wish, Registry registry) {
      long from = moments.incrementAndGet();
      Seen seen;
      try {
        seen =
            seen(
                switch (wish) {
                  case Wish.Promote(VersionId version) -> registry.promote(IRIS, version, mark);
                  case Wish.RollBack back -> registry.rollback(IRIS, Optional.empty(), mark);
                  case Wish.Unpin unpin -> registry.unpin(IRIS, mark);
                  case Wish.Train train -> throw new IllegalArgumentException("no move");
                  case Wish.Look look -> throw new IllegalArgumentException("no move");
                });
      } catch (RegistryUnavailableException e) {
        seen = new Seen.Unknown();
      }
      calls.add(new Call(mark, wish, seen, from, moments.incrementAndGet()));
    }

    private static Seen seen(MoveOutcome outcome) {
      return switch (outcome) {
        case MoveOutcome.Moved(LedgerEntry entry) -> new Seen.Done(entry.sequence());
        case MoveOutcome.NothingBefore nothing -> new Seen.NothingToDo();
        case MoveOutcome.NotPinned nothing -> new Seen.NothingToDo();
        case MoveOutcome.NoSuchVersion(VersionId version) ->
            throw new AssertionError(version + " was registered");
      };
    }

    private void look(String mark) {
      long from = moments.incrementAndGet();
      ServingPointer pointer = lab.reader().pointer(IRIS);
      long to = moments.incrementAndGet();
      Seen seen = new Seen.Standing(pointer.sequence(), State.of(pointer));
      calls.add(new Call(mark, new Wish.Look(), seen, from, to));
    }

    /** One in twenty sleeps while it holds the lease, until another may take it. */
    private void train(Registry registry, RunId run, Random random) {
      VersionId version = VersionId.of(IRIS, run, run.scheduledTime().orElseThrow());
      long from = moments.incrementAndGet();
      Seen seen;
      try {
        seen = trained(registry, run, random.nextInt(20) == 0);
      } catch (RegistryUnavailableException e) {
        seen = new Seen.Unknown();
        lab.clock.advance(Lease.LASTS);
      }
      if (seen instanceof Seen.Done) {
        registered.add(version);
      }
      calls.add(
          new Call(
              run.value(), new Wish.Train(run, version), seen, from, moments.incrementAndGet()));
    }

    private Seen trained(Registry registry, RunId run, boolean sleeps) {
      if (!(registry.claim(IRIS, run, "test", false) instanceof Claim.Claimed claim)) {
        return new Seen.NotDone();
      }
      Candidate candidate = lab.candidate(claim);
      if (sleeps) {
        lab.clock.advance(Lease.LASTS.plus(Duration.ofSeconds(1)));
        Thread.yield();
      }
      CommitOutcome outcome = registry.commit(claim.lease(), claim.run(), candidate, Lab.NEWEST);
      Seen seen =
          switch (outcome) {
            case CommitOutcome.Committed(RunAnswer answer, LedgerEntry entry) ->
                new Seen.Done(answer.sequence());
            case CommitOutcome.AlreadyCommitted(RunAnswer answer) ->
                throw new AssertionError(run + " is nobody else's");
            case CommitOutcome.LeaseLost lost -> new Seen.NotDone();
          };
      try {
        registry.release(claim.lease());
      } catch (RegistryUnavailableException e) {
        lab.clock.advance(Lease.LASTS);
      }
      return seen;
    }
  }
}
