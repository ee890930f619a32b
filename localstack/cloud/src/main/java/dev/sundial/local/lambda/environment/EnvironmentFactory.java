package dev.sundial.local.lambda.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Makes execution environments, with what they all share. */
public final class EnvironmentFactory implements AutoCloseable {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  private final Host host;
  private final LogSink sink;
  private final Clock clock;
  private final Clock realClock;
  private final RuntimeApi api;
  private final ProcessLauncher launcher;
  private final EnvironmentVariables variables;

  /** What rests when this ends is killed, and need not be stopped. */
  private final ScheduledThreadPoolExecutor freezer =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("freezer").factory(),
          new ScheduledThreadPoolExecutor.DiscardPolicy());

  /**
   * @param host the machine side
   * @param sink where lines go
   * @param clock virtual time: of log lines and of credentials
   * @param realClock real time: of deadlines, because that is what the runtime compares them with
   */
  public EnvironmentFactory(Host host, LogSink sink, Clock clock, Clock realClock) {
    this.host = host;
    this.sink = sink;
    this.clock = clock;
    this.realClock = realClock;
    delete(scratch());
    this.launcher = new ProcessLauncher(host);
    this.variables = new EnvironmentVariables(host);
    this.api = new RuntimeApi();
  }

  /** A new environment; nothing runs yet. */
  public Environment create(EnvironmentSpec spec) {
    String id = HexFormat.of().formatHex(randomBytes());
    String stream = DAY.format(clock.instant()) + "/[" + spec.version() + "]" + id;
    EnvironmentLog log = new EnvironmentLog(sink, spec, stream, clock);
    return new Environment(spec, stream, log, this);
  }

  Clock realClock() {
    return realClock;
  }

  RuntimeProcess start(EnvironmentSpec spec, String logStream, Keys keys) {
    String secret = Keys.secret();
    Path folder = scratch().resolve(secret);
    Path output = folder.resolve("output");
    BlockingQueue<Signal> signals = RuntimeProcess.signals();
    String token = Keys.secret();
    String address =
        api.register(
            secret, signals::add, new CredentialsEndpoint(keys, spec.roleArn(), token, clock));
    try {
      Path tmp = Files.createDirectories(folder.resolve("tmp"));
      OutputFile lines = new OutputFile(output);
      Process process =
          launcher.start(spec, variables.of(spec, logStream, address, keys, token), output, tmp);
      return new RuntimeProcess(
          process,
          signals,
          lines,
          spec.memoryMegabytes(),
          () -> {
            api.unregister(secret);
            lines.close();
            delete(folder);
          },
          freezer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path scratch() {
    return host.folder().resolve("environments");
  }

  private static byte[] randomBytes() {
    byte[] bytes = new byte[16];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends every environment's process. */
  @Override
  public void close() {
    freezer.shutdownNow();
    launcher.close();
    api.close();
  }
}
