package dev.sundial.local.s3;

import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * One writer at a time per object; a lock may be shared by keys that have nothing else in common.
 */
final class KeyLocks {

  private static final int LOCKS = 256;

  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

  /** An action that may fail as I/O does. */
  @FunctionalInterface
  interface Action<T> {
    T run() throws Exception;
  }

  <T> T with(S3Address address, Action<T> action) throws Exception {
    ReentrantLock lock = locks[Math.floorMod(address.hashCode(), LOCKS)];
    lock.lockInterruptibly();
    try {
      return action.run();
    } finally {
      lock.unlock();
    }
  }
}
