package dev.sundial.cli;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a version serve. */
@Command(
    name = "promote",
    description = "Make a version serve, and keep it: later runs are held until unpin.")
final class PromoteCommand implements Callable<Integer> {
  @Mixin private final StageOption option = new StageOption();

  @Parameters(
      paramLabel = "MODEL",
      converter = ModelNameConverter.class,
      description = "The model's name.")
  private @Nullable ModelName model;

  @Parameters(
      paramLabel = "VERSION",
      converter = VersionIdConverter.class,
      description = "A registered version, see versions.")
  private @Nullable VersionId version;

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
      return hand.move(
          name, option, registry -> registry.promote(name, Objects.requireNonNull(version), why));
    }
  }
}
