package dev.sundial.local.lambda;

import dev.sundial.local.time.Activity;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the clock from jumping while an invocation is worked on, except while its process was
 * stopped by somebody: a zombie must not stop time.
 */
final class ClockHold implements AutoCloseable {
  private final Activity activity;
  private Activity.@Nullable Ticket ticket;
  private boolean closed;

  ClockHold(Activity activity) {
    this.activity = activity;
    this.ticket = activity.begin();
  }

  synchronized void letGo() {
    if (ticket != null) {
      ticket.close();
      ticket = null;
    }
  }

  synchronized void takeAgain() {
    if (ticket == null && !closed) {
      ticket = activity.begin();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    letGo();
  }
}
