package dev.sundial.local.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a part lives.
 *
 * @param library the folder whose jars are its class path
 * @param folder where it keeps its files and its log; made when it is not there
 * @param jvmOptions options the caller adds, such as the clock agent
 */
public record PartHome(Path library, Path folder, List<String> jvmOptions) {

  public PartHome {
    library = library.toAbsolutePath().normalize();
    folder = folder.toAbsolutePath().normalize();
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** A folder of that name below this one, made when it is not there. */
  Path make(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  /** The jars in the order of their names: the same class path on every machine. */
  String classPath() throws IOException {
    try (var files = Files.list(library)) {
      var jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      if (jars.isEmpty()) {
        throw new IOException("No jars in " + library + ": build the project first");
      }
      return jars.stream().map(Path::toString).collect(Collectors.joining(":"));
    }
  }
}
