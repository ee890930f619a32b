package dev.sundial.local.lifeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalInt;

/**
 * How a child tells its parent which free port it took: a file that is not there, or holds the
 * number. So no port is chosen before it is bound, and none is guessed.
 *
 * @param path where it lies; its folder exists
 */
public record PortFile(Path path) {

  /** Says that requests are served on this port. */
  public void announce(int port) throws IOException {
    var draft = path.resolveSibling(path.getFileName() + ".draft");
    Files.move(
        Files.writeString(draft, Integer.toString(port)), path, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The port, empty as long as none was announced. */
  public OptionalInt port() throws IOException {
    return Files.exists(path)
        ? OptionalInt.of(Integer.parseInt(Files.readString(path)))
        : OptionalInt.empty();
  }

  /** Forgets what an earlier child announced. */
  public void clear() throws IOException {
    Files.deleteIfExists(path);
  }
}
