package dev.sundial.local.lambda.environment;

import dev.sundial.local.lambda.environment.Libc.ProcessSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One process of an environment: its signals, its output, its memory.
 *
 * <p>A process that rests may be stopped at any moment by another thread, so whatever stops or
 * continues it holds this object's monitor: a thaw comes before the stop, which then does not
 * happen, or after it.
 */
final class RuntimeProcess {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /**
   * How long a process rests before it is stopped. To stop and continue one wakes all of its
   * threads twice; under load the next invocation comes sooner.
   */
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Process process;
  private final BlockingQueue<Signal> signals;
  private final OutputFile output;
  private final long memoryLimitBytes;
  private final Runnable cleanup;
  private final ScheduledExecutorService freezer;
  private final Path statm;
  private final Path stat;
  private long peakBytes;
  private boolean resting;
  private boolean watched;
  private long restedAtNanos;

  RuntimeProcess(
      Process process,
      BlockingQueue<Signal> signals,
      OutputFile output,
      int memoryMegabytes,
      Runnable cleanup,
      ScheduledExecutorService freezer) {
    this.process = process;
    this.signals = signals;
    this.output = output;
    this.memoryLimitBytes = memoryMegabytes * 1024L * 1024;
    this.cleanup = cleanup;
    this.freezer = freezer;
    this.statm = Path.of("/proc/" + process.pid() + "/statm");
    this.stat = Path.of("/proc/" + process.pid() + "/stat");
    var unused =
        process.onExit().thenAccept(ended -> signals.add(new Signal.Exited(ended.exitValue())));
  }

  static BlockingQueue<Signal> signals() {
    return new LinkedBlockingQueue<>();
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /**
   * The next signal, at the latest at the deadline. Meanwhile looks every 20 ms at the memory, and
   * gives finished lines and whether the process stands still to the onlooker.
   */
  Signal await(long deadlineNanos, Onlooker onlooker) throws InterruptedException {
    while (true) {
      long left = deadlineNanos - System.nanoTime();
      Signal signal = signals.poll(Math.clamp(left, 0, LOOK_NANOS), TimeUnit.NANOSECONDS);
      if (signal != null) {
        return signal;
      }
      if (left <= 0) {
        return new Signal.DeadlinePassed();
      }
      onlooker.lines(output.lines());
      onlooker.stopped(stopped());
      if (residentBytes() > memoryLimitBytes) {
        return new Signal.MemoryExceeded();
      }
    }
  }

  /** Sees what happens while a signal is awaited. */
  interface Onlooker {
    void lines(List<String> lines);

    void stopped(boolean now);

    static Onlooker of(Consumer<List<String>> lines) {
      return new Onlooker() {
        @Override
        public void lines(List<String> finished) {
          lines.accept(finished);
        }

        @Override
        public void stopped(boolean now) {}
      };
    }
  }

  /** Stops it until it is thawed. */
  synchronized void freeze() {
    resting = false;
    Libc.send(ProcessSignal.STOP, process);
    output.forget();
  }

  /** Stops it in a moment, unless it is thawed before. */
  synchronized void rest() {
    resting = true;
    restedAtNanos = System.nanoTime();
    if (!watched) {
      watch(REST_NANOS);
    }
  }

  /** One look is under way at most, however many invocations there are meanwhile. */
  private void watch(long nanos) {
    watched = true;
    var unused = freezer.schedule(this::freezeIfRested, nanos, TimeUnit.NANOSECONDS);
  }

  private synchronized void freezeIfRested() {
    watched = false;
    long left = REST_NANOS - (System.nanoTime() - restedAtNanos);
    if (resting && left > 0) {
      watch(left);
    } else if (resting) {
      freeze();
    }
  }

  /** Stops it in the middle of what it does. */
  synchronized void pause() {
    Libc.send(ProcessSignal.STOP, process);
  }

  /** Lets it go on, whoever stopped it. */
  synchronized void thaw() {
    resting = false;
    Libc.send(ProcessSignal.CONTINUE, process);
  }

  /** Kills it and returns when it is gone. */
  void kill() {
    Libc.send(ProcessSignal.KILL, process);
    process.onExit().join();
  }

  /** The lines that were finished since the last look. */
  List<String> lines() {
    return output.lines();
  }

  /** What is left of its output once it is gone. */
  List<String> remainingLines() {
    return output.linesToTheEnd();
  }

  /** The most memory seen so far, MB, rounded up; never more than the limit. */
  int peakMegabytes() {
    var unused = residentBytes();
    return (int) Math.ceilDiv(Math.min(peakBytes, memoryLimitBytes), 1024L * 1024);
  }

  /** Removes what it leaves behind, once it is gone and its lines are read. */
  void cleanUp() {
    cleanup.run();
  }

  private long residentBytes() {
    try {
      String[] pages = Files.readString(statm).split(" ", 3);
      long resident = pages.length < 2 ? 0 : Long.parseLong(pages[1]) * Libc.PAGE_BYTES;
      peakBytes = Math.max(peakBytes, resident);
      return resident;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Whether somebody stopped it with a signal. */
  private boolean stopped() {
    try {
      String line = Files.readString(stat);
      return line.startsWith("T", line.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }
}
