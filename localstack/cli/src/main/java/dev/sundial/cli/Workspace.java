package dev.sundial.cli;

import dev.sundial.json.Form;
import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.naming.StageName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The folders and ports of a checkout.
 *
 * @param home the checkout
 * @param build what was built: jars of the parts and the functions' zips
 * @param state what the local cloud keeps
 * @param port of the AWS endpoint
 * @param apiPort of the deployed API's stage
 */
record Workspace(Path home, Path build, Path state, int port, int apiPort) {

  /** What a running local cloud says about itself. */
  record Running(long pid, Instant startedAt, int port, int apiPort) {

    /** This process. */
    static Running here(int port, int apiPort) {
      ProcessHandle here = ProcessHandle.current();
      return new Running(here.pid(), startOf(here), port, apiPort);
    }

    /** The process, unless it ended; a later one that was given its number is another. */
    Optional<ProcessHandle> process() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(
              process ->
                  Duration.between(startedAt, startOf(process)).abs().compareTo(SAME_START) < 0);
    }

    private static Instant startOf(ProcessHandle process) {
      return process.info().startInstant().orElse(Instant.EPOCH);
    }
  }

  /** Of the AWS endpoint, which the yaml of the stages on this machine names too. */
  static final int DEFAULT_PORT = 4566;

  /** The operating system tells a start to the second or better. */
  private static final Duration SAME_START = Duration.ofSeconds(3);

  static Workspace ofLauncher() {
    Path home = folder("sundial.home");
    Map<String, String> env = System.getenv();
    String state = env.getOrDefault("SUNDIAL_STATE", "");
    int port = port(env, "SUNDIAL_PORT", DEFAULT_PORT);
    int apiPort = port(env, "SUNDIAL_API_PORT", 8080);
    if (port == apiPort) {
      throw new VerbFailed("SUNDIAL_PORT and SUNDIAL_API_PORT must differ, both were " + port);
    }
    return new Workspace(
        home,
        folder("sundial.build"),
        (state.isBlank() ? home.resolve(".sundial/state") : Path.of(state)).toAbsolutePath(),
        port,
        apiPort);
  }

  /** The same for a stage: a simulation keeps its own state beside that of the stage local. */
  Workspace of(StageName stage) {
    return stage.equals(StageName.SIMULATE)
        ? new Workspace(
            home, build, state.resolveSibling(state.getFileName() + "-simulate"), port, apiPort)
        : this;
  }

  private static Path folder(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new VerbFailed("start Sundial by its launcher, ./sundial");
    }
    return Path.of(value);
  }

  private static int port(Map<String, String> env, String key, int absent) {
    String value = env.get(key);
    if (value == null || value.isBlank()) {
      return absent;
    }
    try {
      int port = Integer.parseInt(value.trim());
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number that is no port.
    }
    throw new VerbFailed(key + " must be a port, was " + value);
  }

  /** The local cloud that runs on this state, if one does. */
  Optional<Running> running() {
    Path file = runningFile();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Form.Problems problems = new Form.Problems();
      Form form = Form.of(JsonReader.read(file.toString(), Files.readAllBytes(file)), problems);
      Running running =
          new Running(
              form.whole("pid", 0, 0, Long.MAX_VALUE),
              Instant.ofEpochMilli(form.whole("startedAt", 0, 0, Long.MAX_VALUE)),
              (int) form.whole("port", port, 1, 65_535),
              (int) form.whole("apiPort", apiPort, 1, 65_535));
      return problems.isEmpty() && running.process().isPresent()
          ? Optional.of(running)
          : Optional.empty();
    } catch (InvalidDocumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells {@link #running} who runs on this state. */
  void markRunning(Running running) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pid", running.pid());
    json.put("startedAt", running.startedAt().toEpochMilli());
    json.put("port", running.port());
    json.put("apiPort", running.apiPort());
    Path next = Files.writeString(state.resolve("running.json.next"), JsonWriter.write(json));
    Files.move(next, runningFile(), StandardCopyOption.ATOMIC_MOVE);
  }

  void markStopped() throws IOException {
    Files.deleteIfExists(runningFile());
  }

  private Path runningFile() {
    return state.resolve("running.json");
  }

  /** The ports of the cloud that runs, else the configured ones. */
  Workspace withRunningPorts() {
    return running()
        .map(running -> new Workspace(home, build, state, running.port(), running.apiPort()))
        .orElse(this);
  }
}
