package dev.sundial.cli;

import dev.sundial.json.JsonWriter;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.ModelVersion;
import dev.sundial.registry.RegistryReader;
import dev.sundial.registry.ServingPointer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** Lists a model's versions. */
@Command(name = "versions", description = "List a model's versions, newest first.")
final class VersionsCommand implements Callable<Integer> {
  private static final int DECIMALS = 4;

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
      ServingPointer pointer = registry.pointer(name);
      List<ModelVersion> versions = registry.versions(name, limit);
      System.out.println(option.json() ? json(versions, pointer) : text(versions, pointer));
    }
    return 0;
  }

  private static String text(List<ModelVersion> versions, ServingPointer pointer) {
    if (versions.isEmpty()) {
      return "no version yet";
    }
    Table table = new Table("VERSION", "SERVES", "COMMITTED", "METRICS");
    for (ModelVersion version : versions) {
      table.row(
          version.id().toString(),
          labels(version, pointer),
          version.committedAt().toString(),
          metrics(version));
    }
    return table.text();
  }

  private static String metrics(ModelVersion version) {
    List<String> shown = new ArrayList<>();
    version
        .metrics()
        .forEach(
            (name, value) ->
                shown.add(name + "=" + FieldLines.number(BigDecimal.valueOf(value), DECIMALS)));
    return String.join(" ", shown);
  }

  private static String labels(ModelVersion version, ServingPointer pointer) {
    List<String> labels = new ArrayList<>();
    if (pointer.championVersion().filter(version.id()::equals).isPresent()) {
      labels.add(pointer.pinned() ? "champion(pinned)" : "champion");
    }
    if (pointer.latest().filter(version.id()::equals).isPresent()) {
      labels.add("latest");
    }
    if (pointer.previous().filter(version.id()::equals).isPresent()) {
      labels.add("previous");
    }
    return String.join(",", labels);
  }

  private static String json(List<ModelVersion> versions, ServingPointer pointer) {
    List<Object> list = new ArrayList<>();
    for (ModelVersion version : versions) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("version", version.id().toString());
      json.put("labels", labels(version, pointer));
      json.put("run", version.run().toString());
      json.put("committedAt", version.committedAt());
      json.put("sequence", version.sequence());
      json.put("metrics", version.metrics());
      json.put("scorer", version.scorer().key());
      list.add(json);
    }
    return JsonWriter.write(list);
  }
}
