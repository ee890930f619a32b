package dev.sundial.local.state;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;

/**
 * A file that stays open when a thread that reads or writes it is interrupted. Java closes a file
 * channel then, for every thread: one worker that is told to end would take the state from all
 * others.
 */
final class SteadyFile extends FileBaseDefault {
  private final RandomAccessFile file;

  SteadyFile(RandomAccessFile file) {
    this.file = file;
  }

  @Override
  public long size() throws IOException {
    return file.length();
  }

  @Override
  public synchronized int read(ByteBuffer to, long position) throws IOException {
    byte[] bytes = new byte[to.remaining()];
    file.seek(position);
    int read = file.read(bytes);
    if (read > 0) {
      to.put(bytes, 0, read);
    }
    return read;
  }

  @Override
  public synchronized int write(ByteBuffer from, long position) throws IOException {
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    file.seek(position);
    file.write(bytes);
    return bytes.length;
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    if (size < file.length()) {
      file.setLength(size);
    }
  }

  @Override
  public void force(boolean metaData) throws IOException {
    file.getFD().sync();
  }

  /** Of the process; asked for once, when the file is opened. */
  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return file.getChannel().tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }
}
