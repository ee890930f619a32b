package dev.sundial.local.metrics;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Does something again and again, in real time, on a thread of its own. */
final class Flusher implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Flusher.class.getName());

  private final Runnable task;
  private final Duration pause;
  private @Nullable Thread thread;

  Flusher(Runnable task, Duration pause) {
    this.task = task;
    this.pause = pause;
  }

  synchronized void start() {
    thread = Thread.ofPlatform().daemon().name("metrics").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(pause);
        try {
          task.run();
        } catch (RuntimeException e) {
          LOG.log(Level.ERROR, "metrics were not written", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when it has ended. */
  @Override
  public synchronized void close() {
    if (thread == null) {
      return;
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }
}
