package dev.sundial.cli;

import dev.sundial.naming.ModelName;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives the choice back to the runs. */
@Command(
    name = "unpin",
    description = "Let runs promote again; what serves stays until the next one.")
final class UnpinCommand implements Callable<Integer> {
  @Mixin private final StageOption option = new StageOption();

  @Parameters(
      paramLabel = "MODEL",
      converter = ModelNameConverter.class,
      description = "The model's name.")
  private @Nullable ModelName model;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      description = "The reason, for the ledger and the announcement.")
  private String why = "";

  @Override
  public Integer call() {
    ModelName name = Objects.requireNonNull(model);
    DeployedStage stage = option.connect();
    stage.model(name);
    try (RegistryHand hand = RegistryHand.of(stage)) {
      return hand.move(name, option, registry -> registry.unpin(name, why));
    }
  }
}
