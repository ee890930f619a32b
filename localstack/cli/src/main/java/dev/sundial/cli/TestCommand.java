package dev.sundial.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs in the launcher; here for its help. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Run every test: the same as mvn verify.")
final class TestCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new VerbFailed("start Sundial by its launcher: ./sundial test");
  }
}
