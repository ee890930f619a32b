package dev.sundial.local.time;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts what is in flight: invocations, deliveries. The clock jumps only while the count is zero.
 */
public final class Activity {
  private int inFlight;

  /** One thing in flight; closing it twice counts once. */
  public final class Ticket implements AutoCloseable {
    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        end();
      }
    }
  }

  public synchronized Ticket begin() {
    inFlight++;
    return new Ticket();
  }

  private synchronized void end() {
    inFlight--;
    notifyAll();
  }

  public synchronized int inFlight() {
    return inFlight;
  }

  /** Returns when nothing is in flight. */
  public synchronized void awaitQuiet() throws InterruptedException {
    while (inFlight > 0) {
      wait();
    }
  }
}
