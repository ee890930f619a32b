package dev.sundial.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs in the launcher; here for its help. */
@Command(name = "test", description = "Run every test: the same as mvn verify.")
final class TestCommand implements Callable<Integer> {
  @Mixin private final StageOption option = new StageOption();

  @Override
  public Integer call() {
    throw new VerbFailed(
        "start Sundial by its launcher: ./sundial test (stage " + option.stage() + ")");
  }
}
