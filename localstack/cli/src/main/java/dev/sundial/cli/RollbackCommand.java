package dev.sundial.cli;

import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.MoveOutcome;
import dev.sundial.registry.Registry;
import dev.sundial.registry.RegistryReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Goes back to a version that served before. */
@Command(
    name = "rollback",
    description =
        "Go back to the version that served before, or to another, and keep it: later runs are held until unpin.")
final class RollbackCommand extends HandMoveCommand {
  @Option(
      names = "--to",
      paramLabel = "VERSION",
      converter = VersionIdConverter.class,
      description = "A registered version; default the one that served before.")
  private @Nullable VersionId to;

  @Override
  Optional<VersionId> next(RegistryReader registry, ModelName model) {
    return Optional.ofNullable(to).or(() -> registry.pointer(model).previous());
  }

  @Override
  MoveOutcome move(Registry registry, ModelName model, String why) {
    return registry.rollback(model, Optional.ofNullable(to), why);
  }
}
