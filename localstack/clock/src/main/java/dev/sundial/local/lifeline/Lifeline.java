package dev.sundial.local.lifeline;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ends this JVM when its parent is gone. The parent gives the child a pipe as its standard input
 * and never writes; the kernel closes the pipe when the parent ends, however it ends, and the child
 * stops at the end of the stream.
 *
 * <p>Ctrl-C in a terminal reaches every process there; a child leaves it to the parent, which still
 * needs it to stop in good order.
 */
public final class Lifeline {

  /** The exit code of a process whose parent is gone. */
  public static final int PARENT_GONE = 75;

  /** Real time to finish what is being written. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private Lifeline() {}

  /** Holds on to the parent from now on. */
  public static void hold() {
    Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
    Signal.handle(new Signal("HUP"), SignalHandler.SIG_IGN);
    Thread.ofPlatform().daemon().name("lifeline").start(() -> watch(System.in));
  }

  private static void watch(InputStream parent) {
    try {
      while (parent.read() >= 0) {
        // Nothing is said here; only the end counts.
      }
    } catch (IOException e) {
      // A broken pipe is an end, too.
    }
    Thread.ofPlatform().daemon().name("lifeline-halt").start(Lifeline::haltAfterGrace);
    System.exit(PARENT_GONE);
  }

  private static void haltAfterGrace() {
    try {
      Thread.sleep(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(PARENT_GONE);
  }
}
