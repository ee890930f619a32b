package dev.sundial.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code up} as a process of its own and returns when it is ready.
 *
 * @param json whether only its last line belongs to the answer
 */
record DetachedUp(Workspace workspace, boolean json) {
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
    // Ctrl-C before it is ready means the whole of it.
    Thread hook = new Thread(() -> stop(up), "stop up");
    Runtime.getRuntime().addShutdownHook(hook);
    try (BufferedReader lines = Files.newBufferedReader(log)) {
      follow(up, lines, log);
      Runtime.getRuntime().removeShutdownHook(hook);
      return 0;
    }
  }

  private static void stop(Process up) {
    up.destroy();
    try {
      up.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(Process up, BufferedReader lines, Path log)
      throws IOException, InterruptedException {
    while (true) {
      boolean ended = !up.isAlive();
      @Nullable String line = lines.readLine();
      if (line != null) {
        boolean ready = Ready.isIt(line);
        boolean answer = ready || !json && !line.startsWith("sundial: ");
        (answer ? System.out : System.err).println(line);
        if (ready) {
          return;
        }
      } else if (ended) {
        throw new VerbFailed("up ended before it was ready, see " + log);
      } else {
        Thread.sleep(LOOK_MILLIS);
      }
    }
  }
}
