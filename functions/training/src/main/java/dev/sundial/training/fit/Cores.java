package dev.sundial.training.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Does work on all cores. The results come in the order of their numbers, so they are the same
 * however many cores there are. No thread outlives a call.
 */
final class Cores {

  private Cores() {}

  /** How many threads work. */
  static int count() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * Does {@code count} pieces of work.
   *
   * @param work given the number of the piece; looks at its thread's interrupt when it takes long
   * @throws CancellationException soon after this thread was interrupted, which it still is then
   */
  static <T> List<T> each(int count, IntFunction<T> work) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(count(), Math.max(1, count)),
            Thread.ofPlatform().daemon().name("training-", 0).factory());
    try {
      List<Callable<T>> pieces =
          IntStream.range(0, count).<Callable<T>>mapToObj(n -> () -> work.apply(n)).toList();
      List<T> results = new ArrayList<>(count);
      for (Future<T> done : threads.invokeAll(pieces)) {
        results.add(done.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled();
    } catch (ExecutionException e) {
      throw cause(e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Ends a piece of work whose thread was interrupted. */
  static void look() {
    if (Thread.currentThread().isInterrupted()) {
      throw cancelled();
    }
  }

  private static CancellationException cancelled() {
    return new CancellationException("fitting was cancelled");
  }

  private static RuntimeException cause(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("fitting failed", e.getCause());
    };
  }
}
