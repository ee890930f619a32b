package dev.sundial.local.lambda.environment;

import dev.sundial.local.lambda.environment.InvocationResult.Outcome;
import dev.sundial.local.logs.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The log stream of one environment, and the lines that Lambda itself writes to it. */
final class EnvironmentLog {
  private static final int TAIL_BYTES = 4096;

  private final LogSink sink;
  private final EnvironmentSpec writer;
  private final String stream;
  private final Clock clock;
  private final List<LogLine> held = new ArrayList<>();
  private final StringBuilder tail = new StringBuilder();

  EnvironmentLog(LogSink sink, EnvironmentSpec writer, String stream, Clock clock) {
    this.sink = sink;
    this.writer = writer;
    this.stream = stream;
    this.clock = clock;
  }

  /**
   * Writes lines, behind what is held back; an event cannot be empty, so empty ones are left out.
   */
  void lines(List<String> lines) {
    hold(lines);
    if (!held.isEmpty()) {
      sink.append(writer, stream, List.copyOf(held));
      held.clear();
    }
  }

  /** Keeps lines until more come, to write a short invocation at once. */
  void hold(List<String> lines) {
    Instant now = clock.instant();
    for (String line : lines) {
      if (!line.isEmpty()) {
        held.add(new LogLine(now, line));
        keepTail(line);
      }
    }
  }

  void initStart(EnvironmentSpec spec) {
    lines(List.of("INIT_START Runtime Version: " + version(spec)));
  }

  void initReport(Duration duration, String phase, String status, String errorType) {
    String line =
        "INIT_REPORT Init Duration: %s ms\tPhase: %s\tStatus: %s"
            .formatted(millis(duration), phase, status);
    lines(List.of(errorType.isEmpty() ? line : line + "\tError Type: " + errorType));
  }

  void restoreStart(EnvironmentSpec spec) {
    lines(List.of("RESTORE_START Runtime Version: " + version(spec)));
  }

  void restoreReport(Duration duration) {
    lines(List.of("RESTORE_REPORT Restore Duration: " + millis(duration) + " ms"));
  }

  void start(String requestId, String version) {
    tail.setLength(0);
    hold(List.of("START RequestId: " + requestId + " Version: " + version));
  }

  /** What Lambda writes after an invocation. */
  void end(
      String requestId,
      EnvironmentSpec spec,
      Outcome outcome,
      Duration duration,
      Optional<Duration> init,
      Optional<Duration> restore,
      int maxMemoryMegabytes) {
    List<String> lines = new ArrayList<>();
    Optional<FunctionError> error =
        outcome instanceof Outcome.Failed failed ? Optional.of(failed.error()) : Optional.empty();
    boolean timedOut = error.filter(it -> it.type().equals(FunctionError.TIMED_OUT)).isPresent();
    if (timedOut) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      lines.add(now + " " + requestId + " " + error.orElseThrow().logLine());
    }
    lines.add("END RequestId: " + requestId);
    lines.add(
        "REPORT RequestId: "
            + requestId
            + "\tDuration: "
            + millis(duration)
            + " ms\tBilled Duration: "
            + billed(duration, init, restore)
            + " ms\tMemory Size: "
            + spec.memoryMegabytes()
            + " MB\tMax Memory Used: "
            + maxMemoryMegabytes
            + " MB"
            + init.map(it -> "\tInit Duration: " + millis(it) + " ms").orElse("")
            + restore.map(EnvironmentLog::restored).orElse("")
            + error.map(EnvironmentLog::status).orElse(""));
    error
        .filter(it -> !timedOut && !it.logLine().isEmpty())
        .ifPresent(it -> lines.addAll(it.logLine().lines().toList()));
    lines(lines);
  }

  /** The last 4 KB since the last start. */
  byte[] tail() {
    byte[] bytes = tail.toString().getBytes(StandardCharsets.UTF_8);
    return bytes.length <= TAIL_BYTES
        ? bytes
        : Arrays.copyOfRange(bytes, bytes.length - TAIL_BYTES, bytes.length);
  }

  private void keepTail(String line) {
    tail.append(line).append('\n');
    if (tail.length() > 4 * TAIL_BYTES) {
      tail.delete(0, tail.length() - TAIL_BYTES);
    }
  }

  private static String restored(Duration restore) {
    return "\tRestore Duration: %s ms\tBilled Restore Duration: %d ms"
        .formatted(millis(restore), ceil(restore));
  }

  private static String status(FunctionError error) {
    return error.type().equals(FunctionError.TIMED_OUT)
        ? "\tStatus: timeout"
        : "\tStatus: error\tError Type: " + error.type();
  }

  private static long billed(
      Duration duration, Optional<Duration> init, Optional<Duration> restore) {
    return ceil(duration.plus(init.orElse(Duration.ZERO)).plus(restore.orElse(Duration.ZERO)));
  }

  private static long ceil(Duration duration) {
    return Math.ceilDiv(duration.toNanos(), 1_000_000);
  }

  /** With two digits, rounded; every invocation asks, and a format string takes its time. */
  private static String millis(Duration duration) {
    long hundredths = Math.floorDiv(duration.toNanos() + 5_000, 10_000);
    long rest = hundredths % 100;
    return hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
  }

  private static String version(EnvironmentSpec spec) {
    return spec.runtime().replaceFirst("java", "java:") + ".local";
  }
}
