package dev.sundial.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the product on this machine; every bench is a subcommand. */
@Command(
    name = "bench",
    description = "Measure what Sundial does on this machine, next to its peers.",
    subcommands = {BenchTrainingCommand.class, BenchServingCommand.class})
final class BenchCommand implements Callable<Integer> {
  @Mixin private final StageOption option = new StageOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "Which bench? training or serving (stage " + option.stage() + ")");
  }
}
