package dev.sundial.local.part;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where a part lives.
 *
 * @param library the folder whose jars are its class path
 * @param folder where it keeps its files and its log; made when it is not there
 * @param jvmOptions options the caller adds, such as the clock agent
 */
public record PartHome(Path library, Path folder, List<String> jvmOptions) {

  private static final Logger LOG = System.getLogger(PartHome.class.getName());

  public PartHome {
    library = library.toAbsolutePath().normalize();
    folder = folder.toAbsolutePath().normalize();
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** A folder of that name below this one, made when it is not there. */
  Path make(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  /** A folder of that name below this one, without the files that a killed process left in it. */
  Path makeEmpty(String name) throws IOException {
    Path made = make(name);
    try (var left = Files.walk(made)) {
      left.sorted(Comparator.reverseOrder())
          .filter(file -> !file.equals(made))
          .forEach(PartHome::deleteIfPossible);
    }
    return made;
  }

  /** A process that is just ending may still use one, or delete it itself. */
  private static void deleteIfPossible(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, () -> "Left " + file, e);
    }
  }

  /**
   * All its jars, as the build's own rehearsal wrote it: an archive of classes is bound to that.
   */
  String classPath() throws IOException {
    try (var files = Files.list(library)) {
      if (files.noneMatch(file -> file.toString().endsWith(".jar"))) {
        throw new IOException("No jars in " + library + ": build the project first");
      }
    }
    return library + "/*";
  }

  /** The archive of classes beside the library, if the build made one. */
  Optional<Path> archive() {
    return Optional.of(library.resolveSibling("classes.jsa")).filter(Files::exists);
  }
}
