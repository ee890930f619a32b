package dev.sundial.local.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The faults planted now. The first that matches a call and is due is done to it. */
public final class Faults {
  private final List<Planted> planted = new ArrayList<>();
  private int numbers;
  private int clearings;

  /** A fault and what became of it so far. */
  public record State(int id, Fault fault, int matched, int done) {}

  private static final class Planted {
    private final int id;
    private final Fault fault;
    private final RandomGenerator random;
    private int matched;
    private int done;

    Planted(int id, Fault fault) {
      this.id = id;
      this.fault = fault;
      this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(fault.seed());
    }

    boolean fires() {
      matched++;
      boolean left = fault.count().isEmpty() || done < fault.count().get();
      boolean drawn = fault.rate() >= 1 || random.nextDouble() < fault.rate();
      if (left && drawn) {
        done++;
        return true;
      }
      return false;
    }

    State state() {
      return new State(id, fault, matched, done);
    }
  }

  /** Plants a fault; returns its id. */
  public synchronized int plant(Fault fault) {
    planted.add(new Planted(++numbers, fault));
    return numbers;
  }

  /** The fault to do to a call, if any. */
  public synchronized Optional<Fault> strike(
      String service, String operation, Optional<String> function, int call) {
    for (Planted candidate : planted) {
      if (candidate.fault.matches(service, operation, function, call) && candidate.fires()) {
        return Optional.of(candidate.fault);
      }
    }
    return Optional.empty();
  }

  public synchronized List<State> list() {
    return planted.stream().map(Planted::state).toList();
  }

  /** Takes all faults away; calls they delay go on at once. */
  public synchronized void clear() {
    planted.clear();
    clearings++;
    notifyAll();
  }

  /** Waits as long as the fault delays, in real time, or until the faults are cleared. */
  public synchronized void delay(Fault fault) throws InterruptedException {
    int before = clearings;
    long end = System.nanoTime() + fault.delay().toNanos();
    for (long left = fault.delay().toNanos();
        left > 0 && clearings == before;
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
