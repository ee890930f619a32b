package dev.sundial.local.lambda.environment;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The machine side of every execution environment.
 *
 * @param java the {@code java} executable of JDK 25
 * @param runtimeLibraries the folder with the runtime interface client and what it needs
 * @param clock moves {@code java.time.Clock} inside the process; absent leaves real time
 * @param endpoint where functions find AWS
 * @param region such as {@code us-east-1}
 * @param folder scratch space: logs not read yet and each environment's own {@code tmp}
 */
public record Host(
    Path java,
    Path runtimeLibraries,
    Optional<ClockAgent> clock,
    URI endpoint,
    String region,
    Path folder) {

  /** The java agent's jar, and the file that holds the clock's offset. */
  public record ClockAgent(Path jar, Path offset) {}
}
