package dev.sundial.local.sqs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The messages of one queue. Oldest first, though AWS promises no order. */
final class MessageQueue {
  /** The virtual clock may make a message visible at any moment, so a waiting receive looks. */
  private static final long LOOK_MILLIS = 50;

  private static final long MICROS_PER_MILLI = 1000;

  private record Hidden(Instant until, long sequence) {}

  private final long number;
  private final MessageShelves shelves;
  private final Clock clock;
  private final TreeMap<Long, Visibility> all;
  private final TreeSet<Long> ready = new TreeSet<>();
  private final TreeSet<Hidden> hidden =
      new TreeSet<>(Comparator.comparing(Hidden::until).thenComparing(Hidden::sequence));
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private boolean closed;

  MessageQueue(
      long number, MessageShelves shelves, Clock clock, TreeMap<Long, Visibility> remembered) {
    this.number = number;
    this.shelves = shelves;
    this.clock = clock;
    this.all = remembered;
    remembered.forEach((sequence, at) -> hidden.add(new Hidden(at.visibleAt(), sequence)));
  }

  /** Adds a message; the caller commits. */
  void add(StoredMessage message, Duration delay) {
    lock.lock();
    try {
      Instant now = clock.instant();
      long last = all.isEmpty() ? 0 : all.lastKey();
      long sequence = Math.max(last + 1, now.toEpochMilli() * MICROS_PER_MILLI);
      Visibility visibility = new Visibility(message.sent(), now.plus(delay), 0, null);
      shelves.add(number, sequence, message, visibility);
      place(sequence, visibility);
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Receives up to {@code max} visible messages, waiting for the first one as long as real time
   * {@code wait} allows.
   *
   * @param retention older messages are dropped
   * @param maxReceives messages received this often are moved instead; null when there is no
   *     dead-letter queue
   * @param moved gets those messages; the caller commits them, then calls {@link #drop}
   */
  List<Received> receive(
      int max,
      Duration wait,
      Duration hide,
      Duration retention,
      @Nullable Integer maxReceives,
      List<Received> moved)
      throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    lock.lockInterruptibly();
    try {
      while (true) {
        List<Received> received = take(max, hide, retention, maxReceives, moved);
        long left = deadline - System.nanoTime();
        if (!received.isEmpty() || !moved.isEmpty() || left <= 0 || closed) {
          return received;
        }
        arrived.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)));
      }
    } finally {
      lock.unlock();
    }
  }

  private List<Received> take(
      int max,
      Duration hide,
      Duration retention,
      @Nullable Integer maxReceives,
      List<Received> moved) {
    Instant now = clock.instant();
    settle(now, retention);
    List<Received> received = new ArrayList<>();
    while (received.size() < max && !ready.isEmpty()) {
      long sequence = ready.first();
      Visibility before = at(sequence);
      boolean move = maxReceives != null && before.receives() >= maxReceives;
      Visibility after = before.received(now, now.plus(move ? Duration.ofHours(1) : hide));
      Received one =
          new Received(
              shelves.message(number, sequence),
              after,
              new ReceiptHandle(number, sequence, after.receives()));
      (move ? moved : received).add(one);
      shelves.change(number, sequence, after);
      place(sequence, after);
    }
    return received;
  }

  /** Removes the message of this receipt, unless it was received again since. */
  void delete(ReceiptHandle handle) {
    lock.lock();
    try {
      Visibility visibility = all.get(handle.sequence());
      if (visibility != null && visibility.receives() == handle.receives()) {
        drop(handle.sequence());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Removes a message whatever its receipts. */
  void drop(long sequence) {
    lock.lock();
    try {
      unplace(sequence);
      all.remove(sequence);
      shelves.remove(number, sequence);
    } finally {
      lock.unlock();
    }
  }

  /** What became of a change of visibility. */
  enum Change {
    DONE,
    GONE,
    NOT_IN_FLIGHT
  }

  Change hide(ReceiptHandle handle, Duration hide) {
    lock.lock();
    try {
      Instant now = clock.instant();
      Visibility before = all.get(handle.sequence());
      if (before == null || before.receives() != handle.receives()) {
        return Change.GONE;
      }
      if (!before.visibleAt().isAfter(now)) {
        return Change.NOT_IN_FLIGHT;
      }
      Visibility after = before.until(now.plus(hide));
      shelves.change(number, handle.sequence(), after);
      place(handle.sequence(), after);
      arrived.signalAll();
      return Change.DONE;
    } finally {
      lock.unlock();
    }
  }

  void purge() {
    lock.lock();
    try {
      List.copyOf(all.keySet()).forEach(this::drop);
    } finally {
      lock.unlock();
    }
  }

  /** Ends all waiting receives. */
  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Counts counts(Duration retention) {
    lock.lock();
    try {
      settle(clock.instant(), retention);
      int delayed = 0;
      for (Hidden one : hidden) {
        delayed += at(one.sequence()).receives() == 0 ? 1 : 0;
      }
      return new Counts(ready.size(), hidden.size() - delayed, delayed);
    } finally {
      lock.unlock();
    }
  }

  /** The messages from the oldest, without receiving them. */
  List<StoredMessage> peek(int max, Duration retention) {
    lock.lock();
    try {
      settle(clock.instant(), retention);
      return all.keySet().stream().limit(max).map(s -> shelves.message(number, s)).toList();
    } finally {
      lock.unlock();
    }
  }

  /** When the oldest message was sent; empty without any. */
  Optional<Instant> oldest() {
    lock.lock();
    try {
      return Optional.ofNullable(all.firstEntry()).map(first -> first.getValue().sent());
    } finally {
      lock.unlock();
    }
  }

  private void settle(Instant now, Duration retention) {
    Instant oldest = now.minus(retention);
    while (!all.isEmpty() && all.firstEntry().getValue().sent().isBefore(oldest)) {
      drop(all.firstKey());
    }
    while (!hidden.isEmpty() && !hidden.first().until().isAfter(now)) {
      Hidden due = hidden.first();
      hidden.remove(due);
      ready.add(due.sequence());
    }
  }

  private void place(long sequence, Visibility visibility) {
    unplace(sequence);
    all.put(sequence, visibility);
    hidden.add(new Hidden(visibility.visibleAt(), sequence));
  }

  private void unplace(long sequence) {
    ready.remove(sequence);
    Optional.ofNullable(all.get(sequence))
        .ifPresent(before -> hidden.remove(new Hidden(before.visibleAt(), sequence)));
  }

  private Visibility at(long sequence) {
    Visibility visibility = all.get(sequence);
    if (visibility == null) {
      throw new IllegalStateException("a message lost its visibility");
    }
    return visibility;
  }
}
