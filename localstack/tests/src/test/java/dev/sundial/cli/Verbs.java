package dev.sundial.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs the verbs of the launcher in this process, against a local cloud that a test started. */
public final class Verbs {
  private static final Object ONE_AT_A_TIME = new Object();

  private final Path home;
  private final Workspace workspace;

  private Verbs(Path home, Workspace workspace) {
    this.home = home;
    this.workspace = workspace;
  }

  /** What a verb printed, and its exit code. */
  public record Outcome(int exit, String out) {}

  /**
   * @param home takes the place of the checkout; the state lies in {@code .sundial/state} below
   * @param port of the AWS endpoint
   * @param apiPort of the deployed API's stage
   */
  public static Verbs of(Path home, int port, int apiPort) throws IOException {
    Workspace workspace = new Workspace(home, home, state(home), port, apiPort);
    Files.createDirectories(workspace.state());
    workspace.markRunning(Workspace.Running.here(port, apiPort));
    return new Verbs(home, workspace);
  }

  /** Where the local cloud of such a home keeps everything. */
  public static Path state(Path home) {
    return home.resolve(".sundial/state");
  }

  /** Runs a verb such as {@code versions iris --json}. */
  public Outcome run(String... arguments) {
    if (System.getenv("SUNDIAL_STATE") != null) {
      throw new IllegalStateException("unset SUNDIAL_STATE: the verbs would not find " + workspace);
    }
    synchronized (ONE_AT_A_TIME) {
      System.setProperty("sundial.home", home.toString());
      System.setProperty("sundial.build", home.toString());
      PrintStream before = System.out;
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (PrintStream captured = new PrintStream(out, true, StandardCharsets.UTF_8)) {
        System.setOut(captured);
        int exit = Main.run(arguments);
        return new Outcome(exit, out.toString(StandardCharsets.UTF_8).strip());
      } finally {
        System.setOut(before);
      }
    }
  }
}
