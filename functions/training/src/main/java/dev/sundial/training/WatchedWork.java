package dev.sundial.training;

import dev.sundial.lifecycle.FailureReason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Work on a thread of its own, so that it can be given up: when its time is over, or when the lease
 * is lost. Work that is given up is interrupted, and ends soon; should it not, the environment must
 * not be used again, because what goes on in it is nobody's any more.
 */
final class WatchedWork {
  /** How long work that was interrupted may take to end before it counts as stuck. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final long LOOK_MILLIS = 100;

  /** The lease was lost while working: another attempt has taken over. */
  static final class LeaseLostException extends Exception {
    private static final long serialVersionUID = 1L;

    LeaseLostException() {
      super("the lease was lost");
    }
  }

  private final Duration grace;
  private Optional<Thread> stuck = Optional.empty();

  WatchedWork() {
    this(GRACE);
  }

  WatchedWork(Duration grace) {
    this.grace = grace;
  }

  /** Whether work that was given up still goes on. */
  boolean isStuck() {
    return stuck.filter(Thread::isAlive).isPresent();
  }

  /**
   * Does the work and waits for it.
   *
   * @param budget how long it may take
   * @throws RunRejectedException the work's own; TIME_LIMIT when the budget is over, MEMORY_LIMIT
   *     when memory is
   * @throws LeaseLostException when the lease is lost
   */
  <T> T run(Callable<T> work, Duration budget, BooleanSupplier leaseLost)
      throws RunRejectedException, LeaseLostException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform().daemon().name("training").unstarted(() -> complete(result, work));
    long end = System.nanoTime() + budget.toNanos();
    thread.start();
    try {
      while (true) {
        long left = Math.min(LOOK_MILLIS, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
        try {
          return result.get(Math.max(left, 0), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          if (leaseLost.getAsBoolean()) {
            giveUp(thread);
            throw new LeaseLostException();
          }
          if (System.nanoTime() - end >= 0) {
            giveUp(thread);
            throw outOfTime(budget);
          }
        }
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while training", e);
    } catch (ExecutionException e) {
      throw cause(e);
    }
  }

  private static <T> void complete(CompletableFuture<T> result, Callable<T> work) {
    try {
      result.complete(work.call());
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  private static RunRejectedException outOfTime(Duration budget) {
    return new RunRejectedException(
        FailureReason.TIME_LIMIT,
        "training was not done after "
            + budget.toSeconds()
            + " s, "
            + Invocation.KEPT.toSeconds()
            + " s before the function's time-out; raise training.hardLimit or train on less");
  }

  private static RunRejectedException cause(ExecutionException e) {
    return switch (e.getCause()) {
      case RunRejectedException rejected -> rejected;
      case OutOfMemoryError memory ->
          new RunRejectedException(
              FailureReason.MEMORY_LIMIT,
              "training needs more than the function's "
                  + Runtime.getRuntime().maxMemory() / (1024 * 1024)
                  + " MB of heap; raise training.memory or train on less");
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      case null, default -> throw new IllegalStateException("training failed", e.getCause());
    };
  }

  private void giveUp(Thread thread) {
    thread.interrupt();
    stuck = Optional.of(thread);
    try {
      thread.join(grace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
