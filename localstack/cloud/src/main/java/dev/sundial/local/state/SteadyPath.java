package dev.sundial.local.state;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Makes MVStore open a file as a {@link SteadyFile}: by the prefix of its name. Public because H2
 * makes more of it by reflection.
 */
public final class SteadyPath extends FilePathWrapper {
  private static final String SCHEME = "steady";

  static {
    FilePath.register(new SteadyPath());
  }

  /** One that stands for no file yet. */
  public SteadyPath() {}

  /** The name by which MVStore is to open a file. */
  static String of(Path file) {
    return SCHEME + ":" + file;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new SteadyFile(new RandomAccessFile(getBase().toString(), mode));
  }
}
