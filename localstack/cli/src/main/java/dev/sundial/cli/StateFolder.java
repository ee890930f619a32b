package dev.sundial.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that keeps the local cloud's state, marked as ours so that we never delete another.
 */
final class StateFolder {
  private static final String MARK = "sundial-state";

  private StateFolder() {}

  /** Makes the folder; with fresh, empties it first. */
  static void prepare(Path folder, boolean fresh) throws IOException {
    Path mark = folder.resolve(MARK);
    if (fresh && Files.exists(folder)) {
      if (!Files.exists(mark) && !isEmpty(folder)) {
        throw new VerbFailed(folder + " is not a state folder of Sundial: it is left alone");
      }
      delete(folder);
    }
    Files.createDirectories(folder);
    if (!Files.exists(mark)) {
      Files.writeString(mark, "The state of Sundial's local cloud.\n");
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    }
  }

  static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> tree = Files.walk(folder)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
