package dev.sundial.local.part;

import dev.sundial.local.lifeline.PortFile;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that serves a part until it is closed. It ends with this process, even when this one is
 * killed: its standard input is a pipe that only this process holds, see {@link
 * dev.sundial.local.lifeline.Lifeline}.
 */
public final class PartProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_GRACE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final int LOG_LINES_SHOWN = 20;

  /** File names depend on the locale; nothing else of the environment concerns a part. */
  private static final Set<String> ENVIRONMENT = Set.of("LANG", "LC_ALL", "LC_CTYPE");

  private final String name;
  private final Path log;
  private final PortFile portFile;
  private final Process process;
  private OptionalInt port = OptionalInt.empty();

  private PartProcess(String name, Path log, PortFile portFile, Process process) {
    this.name = name;
    this.log = log;
    this.portFile = portFile;
    this.process = process;
  }

  /**
   * Starts the JVM and returns at once; {@link #awaitReady} waits for it.
   *
   * @param name for messages
   * @param options of the JVM, before those of the home
   * @param mainClass takes {@code data} and the file to announce its port in
   * @param data the part's own folder or file
   */
  static PartProcess launch(
      String name, PartHome home, List<String> options, String mainClass, Path data)
      throws IOException {
    var log = home.make("").resolve("log");
    var portFile = new PortFile(home.folder().resolve("port"));
    portFile.clear();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Djava.io.tmpdir=" + home.makeEmpty("tmp"));
    home.archive()
        .ifPresent(
            archive ->
                command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off")));
    command.addAll(home.jvmOptions());
    command.addAll(List.of("-cp", home.classPath(), mainClass));
    command.addAll(List.of(data.toString(), portFile.path().toString()));
    var builder =
        new ProcessBuilder(command)
            .directory(home.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()));
    builder.environment().keySet().retainAll(ENVIRONMENT);
    return new PartProcess(name, log, portFile, builder.start());
  }

  /**
   * Returns once the part serves requests.
   *
   * @throws PartException when it ended instead, or is not ready within a minute
   */
  PartProcess awaitReady() throws IOException, InterruptedException {
    long limit = System.nanoTime() + START_LIMIT.toNanos();
    while (port.isEmpty()) {
      if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new PartException(
            name + " ended with code " + process.exitValue() + " at start" + logged());
      }
      if (System.nanoTime() - limit > 0) {
        throw new PartException(
            name + " was not ready within " + START_LIMIT.toSeconds() + " s" + logged());
      }
      port = portFile.port();
    }
    return this;
  }

  /** Such as {@code DynamoDB Local}. */
  public String name() {
    return name;
  }

  /** The port it serves on, of the loopback interface. */
  public int port() {
    return port.orElseThrow(() -> new IllegalStateException(name + " is not ready"));
  }

  /** Where it serves. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it printed since it was started. */
  public Path log() {
    return log;
  }

  /** Stops it: asks, then, after ten seconds, kills. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private String logged() throws IOException {
    var lines = Files.readAllLines(log);
    var last = lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
    return "; " + log + " ends:\n" + String.join("\n", last);
  }
}
