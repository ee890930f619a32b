package dev.sundial.cli;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.MoveOutcome;
import dev.sundial.registry.Registry;
import dev.sundial.registry.RegistryReader;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A verb by which a person changes what serves: a model, a reason, one entry in its ledger. */
abstract class HandMoveCommand implements Callable<Integer> {
  @Mixin private final StageOption option = new StageOption();

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      converter = ModelNameConverter.class,
      description = "The model's name.")
  private @Nullable ModelName model;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      description = "The reason, for the ledger and the announcement.")
  private String why = "";

  /** The version that would serve instead; empty when none would. */
  abstract Optional<VersionId> next(RegistryReader registry, ModelName model);

  abstract MoveOutcome move(Registry registry, ModelName model, String why);

  @Override
  public final Integer call() {
    ModelName name = Objects.requireNonNull(model);
    DeployedStage stage = option.connect();
    stage.model(name);
    try (RegistryHand hand = RegistryHand.of(stage)) {
      next(hand.registry().reader(), name)
          .ifPresent(version -> hand.requireReadable(name, version));
      return hand.move(name, option, registry -> move(registry, name, why));
    }
  }
}
