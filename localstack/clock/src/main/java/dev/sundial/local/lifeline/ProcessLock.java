package dev.sundial.local.lifeline;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps two processes from one folder: that of a killed parent may still be finishing when the next
 * one is started.
 */
public final class ProcessLock {

  /** Reachable, and so open, as long as the process lives. */
  private static final List<FileChannel> HELD = new CopyOnWriteArrayList<>();

  private ProcessLock() {}

  /**
   * Returns once no other process holds the lock, which is this one's then until it ends.
   *
   * @param file made when it is not there; its folder exists
   */
  public static void hold(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    HELD.add(channel);
    channel.lock();
  }
}
