package dev.sundial.cli;

import dev.sundial.dataset.DataFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files to upload, checked before the first one is. */
record DataFiles(List<Path> files) {

  /**
   * @throws VerbFailed naming the file that is none, that cannot be read, that a training would
   *     pass over, or that would replace another one given
   */
  DataFiles {
    files = List.copyOf(files);
    Map<String, Path> names = new HashMap<>();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new VerbFailed(file + " is not a file");
      }
      if (!Files.isReadable(file)) {
        throw new VerbFailed(file + " cannot be read");
      }
      if (DataFormat.of(name(file)).isEmpty()) {
        throw new VerbFailed(
            file + " does not end in " + DataFormat.ENDS + ": a training reads only such objects");
      }
      Path other = names.putIfAbsent(name(file), file);
      if (other != null) {
        throw new VerbFailed(other + " and " + file + " would be the same object " + name(file));
      }
    }
  }

  static String name(Path file) {
    return file.toAbsolutePath().normalize().getFileName().toString();
  }
}
