package dev.sundial.local.time;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs items when the virtual clock reaches them: as real time passes, and when somebody advances
 * the clock. Items due together run in the order (time, kind, name). An item runs on the timeline's
 * own thread and must be short: it starts work and holds an {@link Activity.Ticket} while that
 * lasts.
 */
public final class Timeline implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Timeline.class.getName());
  private static final Duration LONGEST_NAP = Duration.ofMillis(200);

  private final Clock clock;
  private final Consumer<Instant> hand;
  private final Activity activity;
  private final TreeSet<Due> items =
      new TreeSet<>(
          Comparator.comparing(Due::at)
              .thenComparing(Due::kind)
              .thenComparing(Due::name)
              .thenComparing(Due::number));
  private final ReentrantLock running = new ReentrantLock(true);
  private long numbers;
  private @Nullable Thread ticker;

  /** An item that will run at its time unless it is cancelled before. */
  public record Due(Instant at, String kind, String name, long number, Runnable task) {}

  /**
   * @param clock virtual time
   * @param hand moves the virtual clock forward to an instant
   * @param activity what is in flight
   */
  public Timeline(Clock clock, Consumer<Instant> hand, Activity activity) {
    this.clock = clock;
    this.hand = hand;
    this.activity = activity;
  }

  public Clock clock() {
    return clock;
  }

  public Activity activity() {
    return activity;
  }

  /** Begins to run items as real time passes. */
  public synchronized void start() {
    ticker = Thread.ofPlatform().daemon().name("timeline").start(this::tick);
  }

  /** Adds an item; one that is already due runs soon. */
  public synchronized Due at(Instant when, String kind, String name, Runnable task) {
    Due due = new Due(when, kind, name, numbers++, task);
    items.add(due);
    notifyAll();
    return due;
  }

  /** Takes an item off; returns false when it has begun or was cancelled before. */
  public synchronized boolean cancel(Due due) {
    return items.remove(due);
  }

  /** What lies ahead, soonest first. */
  public synchronized List<Due> ahead() {
    return new ArrayList<>(items);
  }

  /**
   * Moves the clock forward in jumps to each next due item, runs it, waits until nothing is in
   * flight, and ends at the target. Returns the items that ran.
   *
   * @throws IllegalArgumentException when the target lies before now
   */
  public List<Due> advanceTo(Instant target) throws InterruptedException {
    if (target.isBefore(clock.instant())) {
      throw new IllegalArgumentException("the clock moves forward only: " + target + " is past");
    }
    return reach(target);
  }

  /**
   * The same for a time from now; for none, it runs what is due and waits until nothing is in
   * flight.
   */
  public List<Due> advanceBy(Duration duration) throws InterruptedException {
    return reach(clock.instant().plus(duration));
  }

  private List<Due> reach(Instant target) throws InterruptedException {
    List<Due> ran = new ArrayList<>();
    running.lockInterruptibly();
    try {
      activity.awaitQuiet();
      for (Due due = next(target); due != null; due = next(target)) {
        if (due.at().isAfter(clock.instant())) {
          hand.accept(due.at());
        }
        run(due);
        ran.add(due);
        activity.awaitQuiet();
      }
      if (target.isAfter(clock.instant())) {
        hand.accept(target);
      }
    } finally {
      running.unlock();
    }
    return ran;
  }

  private synchronized @Nullable Due next(Instant until) {
    if (items.isEmpty() || items.first().at().isAfter(until)) {
      return null;
    }
    return items.pollFirst();
  }

  private void tick() {
    try {
      while (true) {
        awaitDue();
        running.lockInterruptibly();
        try {
          for (Due due = next(clock.instant()); due != null; due = next(clock.instant())) {
            run(due);
          }
        } finally {
          running.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitDue() throws InterruptedException {
    while (items.isEmpty() || items.first().at().isAfter(clock.instant())) {
      wait(LONGEST_NAP.toMillis());
    }
  }

  private static void run(Due due) {
    try {
      due.task().run();
    } catch (Throwable e) {
      // Errors too: a timeline that ended would stop schedules, retries and alarms without a word.
      LOG.log(Level.ERROR, "due item " + due.kind() + " " + due.name() + " failed", e);
    }
  }

  @Override
  public synchronized void close() {
    if (ticker != null) {
      ticker.interrupt();
    }
  }
}
