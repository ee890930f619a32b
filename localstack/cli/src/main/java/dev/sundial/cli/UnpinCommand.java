package dev.sundial.cli;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.MoveOutcome;
import dev.sundial.registry.Registry;
import dev.sundial.registry.RegistryReader;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Gives the choice back to the runs. */
@Command(
    name = "unpin",
    description = "Let runs promote again; what serves stays until the next one.")
final class UnpinCommand extends HandMoveCommand {
  @Override
  Optional<VersionId> next(RegistryReader registry, ModelName model) {
    return Optional.empty();
  }

  @Override
  MoveOutcome move(Registry registry, ModelName model, String why) {
    return registry.unpin(model, why);
  }
}
