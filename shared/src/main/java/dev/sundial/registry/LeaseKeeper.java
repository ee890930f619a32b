package dev.sundial.registry;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Renews a lease every {@link Lease#RENEWED_EVERY} while an attempt works. Its thread lives inside
 * one invocation: close it before answering. A renewal that cannot reach the table is tried again
 * at the next turn; one that is refused marks the lease lost and ends the thread.
 *
 * <p>The thread is a virtual one: closing interrupts a renewal that hangs in the network, so that
 * an answer never waits for it.
 */
public final class LeaseKeeper implements AutoCloseable {
  private final Lease lease;
  private final Function<Lease, Boolean> renewal;
  private final Turn turn;
  private final CountDownLatch closed;
  private final Thread thread;
  private volatile boolean lost;

  /** Waits for the next turn. */
  @FunctionalInterface
  interface Turn {
    /** False when the keeper was closed instead. */
    boolean next(CountDownLatch closed) throws InterruptedException;
  }

  private LeaseKeeper(Lease lease, Function<Lease, Boolean> renewal, Turn turn) {
    this.lease = lease;
    this.renewal = renewal;
    this.turn = turn;
    this.closed = new CountDownLatch(1);
    this.thread = Thread.ofVirtual().name("lease-" + lease.model()).unstarted(this::run);
  }

  /** Begins to renew. */
  public static LeaseKeeper keep(Registry registry, Lease lease) {
    return keep(
        lease,
        held -> registry.renew(held).isPresent(),
        closed -> !closed.await(Lease.RENEWED_EVERY.toMillis(), TimeUnit.MILLISECONDS));
  }

  static LeaseKeeper keep(Lease lease, Function<Lease, Boolean> renewal, Turn turn) {
    LeaseKeeper keeper = new LeaseKeeper(lease, renewal, turn);
    keeper.thread.start();
    return keeper;
  }

  /** The lease as it was acquired. */
  public Lease lease() {
    return lease;
  }

  /** Whether another holds the lease by now: stop, nothing can be committed any more. */
  public boolean isLost() {
    return lost;
  }

  boolean isRunning() {
    return thread.isAlive();
  }

  /** Ends the thread; the lease itself stays until it is released or over. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (turn.next(closed)) {
        try {
          if (!renewal.apply(lease)) {
            lost = true;
            return;
          }
        } catch (RegistryUnavailableException e) {
          continue; // the token, not the time, decides: the next turn, or the commit, will tell
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
