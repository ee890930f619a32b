package dev.sundial.registry;

import static dev.sundial.registry.Lab.IRIS;
import static dev.sundial.registry.Lab.START;

import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.promotion.PromotionDecision;
import dev.sundial.promotion.PromotionRule;
import dev.sundial.promotion.Standing;
import dev.sundial.registry.History.Call;
import dev.sundial.registry.History.Seen;
import dev.sundial.registry.History.State;
import dev.sundial.registry.History.Wish;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Callers that each do one thing after the other to one model, all at once. */
final class Crowd {
  private static final double FAULTY = 0.02;

  private final Lab lab;
  private final Backoff.Pause pause;
  private final CyclicBarrier begun;
  private final AtomicLong moments = new AtomicLong();
  private final List<VersionId> registered = new CopyOnWriteArrayList<>();
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final AtomicInteger interruptions = new AtomicInteger();
  private final AtomicInteger otherwise = new AtomicInteger();

  /**
   * @param writers how many act, each in a thread of its own
   */
  Crowd(Lab lab, Backoff.Pause pause, int writers) {
    this.lab = lab;
    this.pause = pause;
    this.begun = new CyclicBarrier(writers);
  }

  /** What was done and seen. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** How many calls were made in the middle of another. */
  int interruptions() {
    return interruptions.get();
  }

  /** How many registrations were decided again, and otherwise. */
  int decidedOtherwise() {
    return otherwise.get();
  }

  /** All ask for what served before, when nothing did; then each does what chance tells it. */
  Void act(int writer, int rounds, Random random) throws Exception {
    move("writer " + writer + " begins", new Wish.RollBack(), lab.registry(Fault.none(), pause));
    int unused = begun.await();
    for (int round = 1; round < rounds; round++) {
      String mark = "writer " + writer + " round " + round;
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> promote(registry(random, 1), mark, random);
        case 3, 4 -> move(mark, new Wish.RollBack(), registry(random, 1));
        case 5, 6 -> move(mark, new Wish.Unpin(), registry(random, 1));
        case 7 -> look(mark);
        default -> train(registry(random, 4), runId(writer, round, random), random);
      }
    }
    return null;
  }

  /**
   * Some calls never arrive, some replies get lost, some calls are made twice.
   *
   * @param haste others go ahead at one call in so many; there is one training at a time, and many
   *     are wanted
   */
  private Registry registry(Random random, int haste) {
    Random chance = new Random(random.nextLong());
    Fault.Mode[] modes = {Fault.Mode.REFUSE, Fault.Mode.DROP_REPLY, Fault.Mode.REPEAT};
    Fault fault =
        new Fault(
            call -> {
              if (call % haste == 0) {
                Thread.yield();
              }
              return chance.nextDouble() < FAULTY ? modes[chance.nextInt(modes.length)] : null;
            });
    return lab.registry(fault, pause);
  }

  /**
   * Unlike any other's. Newer ones mostly come later, however far its writer is, and one in eight
   * comes late: those never promote.
   */
  private RunId runId(int writer, int round, Random random) {
    long about = moments.get() - (random.nextInt(8) == 0 ? 500 : 0);
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
      seen = trained(registry, run, random);
    } catch (RegistryUnavailableException e) {
      seen = new Seen.Unknown();
      lab.clock.advance(Lease.LASTS);
    }
    if (seen instanceof Seen.Done) {
      registered.add(version);
    }
    calls.add(
        new Call(run.value(), new Wish.Train(run, version), seen, from, moments.incrementAndGet()));
  }

  private Seen trained(Registry registry, RunId run, Random random) {
    if (!(registry.claim(IRIS, run, "test", false) instanceof Claim.Claimed claim)) {
      return new Seen.NotDone();
    }
    Candidate candidate = lab.candidate(claim);
    if (random.nextInt(20) == 0) {
      lab.clock.advance(Lease.LASTS.plus(Duration.ofSeconds(1)));
      Thread.yield();
    }
    Interrupted rule = new Interrupted(run.value() + " meanwhile", random);
    CommitOutcome outcome = registry.commit(claim.lease(), claim.run(), candidate, rule);
    Seen seen =
        switch (outcome) {
          case CommitOutcome.Committed(RunAnswer answer, LedgerEntry entry) -> {
            if (rule.answers.size() > 1) {
              otherwise.incrementAndGet();
            }
            yield new Seen.Done(answer.sequence());
          }
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

  /**
   * The policy newest, asked by somebody whom a person interrupts in every other registration: what
   * was pinned is unpinned, or the other way round, before it is written.
   */
  private final class Interrupted implements PromotionRule {
    private final Set<PromotionDecision> answers = new HashSet<>();
    private final String mark;
    private final Random random;
    private boolean undisturbed;

    Interrupted(String mark, Random random) {
      this.mark = mark;
      this.random = random;
      this.undisturbed = random.nextBoolean();
    }

    @Override
    public PromotionDecision decide(Standing standing, VersionId candidate) {
      PromotionDecision decision = Lab.NEWEST.decide(standing, candidate);
      answers.add(decision);
      if (!undisturbed) {
        undisturbed = true;
        interruptions.incrementAndGet();
        Registry registry = lab.registry(Fault.none(), pause);
        if (standing.pinned()) {
          move(mark, new Wish.Unpin(), registry);
        } else {
          promote(registry, mark, random);
        }
      }
      return decision;
    }
  }
}
