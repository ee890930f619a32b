package dev.sundial.cli;

import dev.sundial.naming.ModelName;
import dev.sundial.registry.LedgerEntry;
import dev.sundial.registry.RegistryReader;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists a model's ledger. */
@Command(name = "history", description = "List what happened to a model's versions, newest first.")
final class HistoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final StageOption option = new StageOption();

  @Parameters(
      paramLabel = "MODEL",
      converter = ModelNameConverter.class,
      description = "The model's name.")
  private @Nullable ModelName model;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many; default ${DEFAULT-VALUE}.")
  private int limit;

  @Override
  public Integer call() {
    ModelName name = Objects.requireNonNull(model);
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1, was " + limit);
    }
    DeployedStage stage = option.connect();
    stage.model(name);
    try (RegistryClient client = RegistryClient.of(stage)) {
      RegistryReader registry = client.registry();
      long newest = registry.pointer(name).sequence();
      long first = Math.max(1, newest - limit + 1);
      List<LedgerEntry> entries = registry.ledger(name, first, limit).reversed();
      System.out.println(option.json() ? LedgerLines.json(entries) : LedgerLines.table(entries));
    }
    return 0;
  }
}
