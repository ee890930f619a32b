package dev.sundial.cli;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.MoveOutcome;
import dev.sundial.registry.Registry;
import dev.sundial.registry.RegistryReader;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes a version serve. */
@Command(
    name = "promote",
    description = "Make a version serve, and keep it: later runs are held until unpin.")
final class PromoteCommand extends HandMoveCommand {
  @Parameters(
      index = "1",
      paramLabel = "VERSION",
      converter = VersionIdConverter.class,
      description = "A registered version, see versions.")
  private @Nullable VersionId version;

  @Override
  Optional<VersionId> next(RegistryReader registry, ModelName model) {
    return Optional.ofNullable(version);
  }

  @Override
  MoveOutcome move(Registry registry, ModelName model, String why) {
    return registry.promote(model, Objects.requireNonNull(version), why);
  }
}
