package dev.sundial.local.lambda.environment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a process writes to stdout and stderr. A file rather than a pipe: whatever was written
 * before the process answered, froze or died can be read at that moment, and a full pipe never
 * stops it.
 */
final class OutputFile implements AutoCloseable {
  private static final int LONGEST_LINE_BYTES = 256 * 1024;
  private static final long WORTH_TRUNCATING_BYTES = 1024 * 1024;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final List<String> unseen = new ArrayList<>();
  private long position;

  OutputFile(Path file) {
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines that were finished since the last look. */
  synchronized List<String> lines() {
    read();
    List<String> lines = List.copyOf(unseen);
    unseen.clear();
    return lines;
  }

  private void read() {
    try {
      while (channel.isOpen() && channel.read(buffer.clear(), position) > 0) {
        position += buffer.position();
        split(buffer.flip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines since the last look, the last one even if it is unfinished. */
  synchronized List<String> linesToTheEnd() {
    read();
    if (partial.size() > 0) {
      endLine();
    }
    return lines();
  }

  /**
   * Empties the file once it is long; what nobody has looked at yet stays to be seen. Only while
   * the process is stopped or dead.
   */
  synchronized void forget() {
    if (position < WORTH_TRUNCATING_BYTES || !channel.isOpen()) {
      return;
    }
    read();
    try {
      channel.truncate(0);
      position = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void split(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n') {
        endLine();
      } else {
        partial.write(next);
        if (partial.size() >= LONGEST_LINE_BYTES) {
          endLine();
        }
      }
    }
  }

  private void endLine() {
    String line = partial.toString(StandardCharsets.UTF_8);
    unseen.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    partial.reset();
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
