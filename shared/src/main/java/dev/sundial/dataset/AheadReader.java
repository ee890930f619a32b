package dev.sundial.dataset;

import java.io.IOException;
import java.io.Reader;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Characters that another thread reads ahead: receiving, hashing, unpacking and decoding go on
 * while these are parsed. What breaks over there is thrown here, after all that came before it. The
 * thread ends with {@link #close}.
 */
final class AheadReader extends Reader {
  private static final int BLOCK = 16 * 1024;
  private static final int BLOCKS = 4;
  private static final long SOON_MILLIS = 100;

  private sealed interface Piece {
    /** Characters; the array goes back for more. */
    record Block(char[] text, int length) implements Piece {}

    record End() implements Piece {}

    record Broken(Throwable cause) implements Piece {}
  }

  private final Reader source;
  private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(BLOCKS + 1);
  private final BlockingQueue<char[]> free = new ArrayBlockingQueue<>(BLOCKS);
  private final Thread thread;
  private volatile boolean closed;
  private Piece current = new Piece.Block(new char[0], 0);
  private int at;

  /**
   * @param source read by the other thread only; not closed
   */
  AheadReader(Reader source) {
    this.source = source;
    for (int i = 0; i < BLOCKS; i++) {
      free.add(new char[BLOCK]);
    }
    this.thread = Thread.ofPlatform().daemon().name("read-ahead").start(this::readAhead);
  }

  private void readAhead() {
    try {
      Piece last;
      do {
        last = next(free.take());
        pieces.put(last);
      } while (last instanceof Piece.Block && !closed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Piece next(char[] block) {
    try {
      int count = closed ? -1 : source.read(block, 0, block.length);
      return count < 0 ? new Piece.End() : new Piece.Block(block, count);
    } catch (Throwable e) {
      return new Piece.Broken(e);
    }
  }

  /**
   * @throws AbortedException when this thread was interrupted
   */
  @Override
  public int read(char[] into, int from, int length) throws IOException {
    while (true) {
      switch (current) {
        case Piece.Block(char[] text, int size) when at < size -> {
          int count = Math.min(length, size - at);
          System.arraycopy(text, at, into, from, count);
          at += count;
          return count;
        }
        case Piece.Block(char[] text, int size) -> {
          if (text.length > 0) {
            free.add(text);
          }
          current = take();
          at = 0;
        }
        case Piece.End() -> {
          return -1;
        }
        case Piece.Broken(Throwable cause) -> throw rethrown(cause);
      }
    }
  }

  private Piece take() {
    try {
      return pieces.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("interrupted while reading data", e);
    }
  }

  private static IOException rethrown(Throwable cause) {
    return switch (cause) {
      case IOException broken -> broken;
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      default -> new IOException(cause);
    };
  }

  /**
   * Ends the other thread and waits for that; what it reads from must have been ended before. Work
   * that goes on in it must not look as if it were over.
   */
  @Override
  public void close() {
    closed = true;
    boolean unused = free.offer(new char[BLOCK]);
    boolean interrupted = false;
    // An interrupt at once would let the SDK abort a download once more.
    for (long millis = SOON_MILLIS; thread.isAlive(); millis = 0) {
      if (millis == 0) {
        thread.interrupt();
      }
      try {
        thread.join(millis);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
