package dev.sundial.local.lambda.environment;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The environments of one function, all its versions together: those at work, and those idle. */
final class FunctionEnvironments {
  private final int limit;
  private final Function<EnvironmentSpec, Environment> make;
  private final Consumer<Environment> end;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private final Deque<Environment> idle = new ArrayDeque<>();
  private final Set<Environment> busy = new HashSet<>();
  private @Nullable Set<EnvironmentSpec> current;

  /**
   * @param limit most environments at once
   * @param make creates an environment, not started yet
   * @param end ends one for good
   */
  FunctionEnvironments(
      int limit, Function<EnvironmentSpec, Environment> make, Consumer<Environment> end) {
    this.limit = limit;
    this.make = make;
    this.end = end;
  }

  /**
   * An environment for one invocation: the one used last, else a snapshot, else a new one that is
   * not started; waits when all are at work.
   *
   * @return null when the patience ended
   */
  @Nullable Environment acquire(EnvironmentSpec spec, Duration patience)
      throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (true) {
        Environment free = take(spec);
        if (free != null) {
          return free;
        }
        if (left <= 0) {
          return null;
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A new environment that takes a place only if there is one; null when there is none. */
  @Nullable Environment acquireSpare(EnvironmentSpec spec) {
    lock.lock();
    try {
      boolean wanted = isCurrent(spec) && idle.stream().noneMatch(it -> isSnapshotOf(it, spec));
      return wanted && idle.size() + busy.size() < limit ? create(spec) : null;
    } finally {
      lock.unlock();
    }
  }

  /** Gives an environment back. */
  void release(Environment environment) {
    lock.lock();
    try {
      busy.remove(environment);
      if (environment.alive() && isCurrent(environment.spec())) {
        idle.addLast(environment);
      } else {
        end.accept(environment);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** From now on only these specs are invoked; idle environments of others end. */
  void retain(Set<EnvironmentSpec> specs) {
    lock.lock();
    try {
      current = Set.copyOf(specs);
      for (Iterator<Environment> each = idle.iterator(); each.hasNext(); ) {
        Environment environment = each.next();
        if (!isCurrent(environment.spec())) {
          each.remove();
          end.accept(environment);
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the environments that were idle for so long, but no snapshots. */
  void endIdle(Duration limit) {
    lock.lock();
    try {
      for (Iterator<Environment> each = idle.iterator(); each.hasNext(); ) {
        Environment environment = each.next();
        if (!environment.isSnapshot() && environment.idleFor().compareTo(limit) >= 0) {
          each.remove();
          end.accept(environment);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Environment take(EnvironmentSpec spec) {
    Environment warm = takeIdle(it -> it.spec().equals(spec) && !it.isSnapshot());
    Environment ready = warm != null ? warm : takeIdle(it -> isSnapshotOf(it, spec));
    if (ready != null) {
      busy.add(ready);
      return ready;
    }
    if (idle.size() + busy.size() >= limit && !idle.isEmpty()) {
      end.accept(idle.removeFirst());
    }
    return idle.size() + busy.size() < limit ? create(spec) : null;
  }

  private @Nullable Environment takeIdle(Predicate<Environment> fits) {
    for (Iterator<Environment> each = idle.descendingIterator(); each.hasNext(); ) {
      Environment environment = each.next();
      if (!environment.alive()) {
        each.remove();
        end.accept(environment);
      } else if (fits.test(environment)) {
        each.remove();
        return environment;
      }
    }
    return null;
  }

  private Environment create(EnvironmentSpec spec) {
    Environment created = make.apply(spec);
    busy.add(created);
    return created;
  }

  private static boolean isSnapshotOf(Environment environment, EnvironmentSpec spec) {
    return environment.isSnapshot() && environment.spec().equals(spec);
  }

  private boolean isCurrent(EnvironmentSpec spec) {
    return current == null || current.contains(spec);
  }
}
