package dev.sundial.cli;

import dev.sundial.json.JsonWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the local cloud and everything it started. */
@Command(name = "down", description = "Stop the local cloud; its state stays.")
final class DownCommand implements Callable<Integer> {
  private static final int GRACE_SECONDS = 20;

  @Mixin private final StageOption option = new StageOption();

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    if (!option.isLocal()) {
      throw new VerbFailed("down is about the local cloud; a stage on AWS goes with cdk destroy");
    }
    Workspace workspace = option.workspace();
    Optional<ProcessHandle> process = workspace.running().flatMap(Workspace.Running::process);
    if (process.isEmpty()) {
      say("not running", "nothing was running");
      return 0;
    }
    process.get().destroy();
    try {
      process.get().onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.get().destroyForcibly();
      process.get().onExit().get();
    }
    workspace.markStopped();
    say("stopped", "stopped");
    return 0;
  }

  private void say(String status, String text) {
    System.out.println(option.json() ? JsonWriter.write(Map.of("status", status)) : text);
  }
}
