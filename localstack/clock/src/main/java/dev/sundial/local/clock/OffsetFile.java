package dev.sundial.local.clock;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How far virtual time runs ahead of real time: a file of 8 bytes, one long in the machine's byte
 * order, milliseconds.
 *
 * <p>Whole milliseconds, so that {@code Clock.millis()} and {@code Clock.instant()} never disagree.
 * The file is mapped, not read: a process that has it mapped sees a jump at its next look at the
 * clock, even one that was stopped meanwhile. The offset only grows, from zero to {@link #LIMIT}.
 * One process writes, any number reads.
 */
public final class OffsetFile {

  /** The furthest jump: dates keep four-digit years. */
  public static final Duration LIMIT = Duration.ofDays(36_525);

  static final int BYTES = Long.BYTES;

  private static final VarHandle OFFSET = JAVA_LONG.varHandle();

  private final Path path;
  private final MemorySegment memory;

  private OffsetFile(Path path, MemorySegment memory) {
    this.path = path;
    this.memory = memory;
  }

  /**
   * Opens the file, creating it at offset zero when it is not there: an offset survives the process
   * that wrote it.
   *
   * @throws IOException when it cannot be opened, or holds something else than an offset
   */
  public static OffsetFile open(Path path) throws IOException {
    try (var channel = FileChannel.open(path, CREATE, READ, WRITE)) {
      long size = channel.size();
      if (size != 0 && size != BYTES) {
        throw new IOException(path + " is no clock offset: " + size + " bytes instead of " + BYTES);
      }
      var file = new OffsetFile(path, channel.map(MapMode.READ_WRITE, 0, BYTES, Arena.global()));
      long millis = file.millis();
      if (millis < 0 || millis > LIMIT.toMillis()) {
        throw new IOException(path + " is no clock offset: " + millis + " ms");
      }
      return file;
    }
  }

  /** Where it lies: what the agent takes as its argument. */
  public Path path() {
    return path;
  }

  /** How far virtual time is ahead of real time: zero or more, whole milliseconds. */
  public Duration offset() {
    return Duration.ofMillis(millis());
  }

  /**
   * Moves virtual time forward.
   *
   * @param by zero or more; a fraction of a millisecond counts as a whole one, so that what falls
   *     due at the end of the jump is due
   * @return the offset reached
   * @throws IllegalArgumentException when {@code by} is negative or the sum would exceed {@link
   *     #LIMIT}
   */
  public synchronized Duration advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("The clock moves forward only: " + by);
    }
    if (by.compareTo(LIMIT.minus(offset())) > 0) {
      throw new IllegalArgumentException(
          by + " would move the clock more than " + LIMIT.toDays() + " days ahead of real time");
    }
    long whole = by.toMillis();
    long step = Duration.ofMillis(whole).equals(by) ? whole : whole + 1;
    OFFSET.setVolatile(memory, 0L, millis() + step);
    return offset();
  }

  long millis() {
    return (long) OFFSET.getVolatile(memory, 0L);
  }
}
