package dev.sundial.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs {@code up} as a process of its own and returns when it is ready. */
record DetachedUp(Workspace workspace) {
  private static final long LOOK_MILLIS = 50;

  int run(List<String> arguments) throws IOException, InterruptedException {
    Path log = workspace.state().resolveSibling(workspace.state().getFileName() + "-up.log");
    Files.createDirectories(log.toAbsolutePath().getParent());
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.add(workspace.home().resolve("sundial").toString());
    command.addAll(arguments);
    Process up =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try (BufferedReader lines = Files.newBufferedReader(log)) {
      return follow(up, lines, log);
    }
  }

  private static int follow(Process up, BufferedReader lines, Path log)
      throws IOException, InterruptedException {
    while (true) {
      boolean ended = !up.isAlive();
      @Nullable String line = lines.readLine();
      if (line != null) {
        System.out.println(line);
        if (line.startsWith("ready in ")) {
          return 0;
        }
      } else if (ended) {
        throw new VerbFailed("up ended before it was ready, see " + log);
      } else {
        Thread.sleep(LOOK_MILLIS);
      }
    }
  }
}
