package dev.sundial.training;

import dev.sundial.json.InvalidDocumentException;
import dev.sundial.naming.EnvironmentKey;
import dev.sundial.naming.StageName;
import dev.sundial.spec.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a training function is told by its environment. */
record TrainingConfig(
    StageName stage,
    ModelSpec spec,
    String registryTable,
    String dataBucket,
    String artefactBucket,
    String eventBus) {

  /**
   * @throws IllegalArgumentException naming every key that is missing or bad
   */
  static TrainingConfig from(Map<String, String> environment) {
    Keys keys = new Keys(environment);
    @Nullable StageName stage = keys.read(EnvironmentKey.STAGE, StageName::new);
    @Nullable ModelSpec spec = keys.read(EnvironmentKey.MODEL_SPEC, ModelSpec::fromJson);
    @Nullable String table = keys.read(EnvironmentKey.REGISTRY_TABLE, Function.identity());
    @Nullable String data = keys.read(EnvironmentKey.DATA_BUCKET, Function.identity());
    @Nullable String artefacts = keys.read(EnvironmentKey.ARTEFACT_BUCKET, Function.identity());
    @Nullable String bus = keys.read(EnvironmentKey.EVENT_BUS, Function.identity());
    if (stage == null
        || spec == null
        || table == null
        || data == null
        || artefacts == null
        || bus == null) {
      throw new IllegalArgumentException(String.join("\n", keys.problems));
    }
    return new TrainingConfig(stage, spec, table, data, artefacts, bus);
  }

  private static final class Keys {
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    Keys(Map<String, String> environment) {
      this.environment = environment;
    }

    <T> @Nullable T read(String key, Function<String, T> parser) {
      String text = environment.get(key);
      if (text == null || text.isBlank()) {
        problems.add(key + " is missing");
        return null;
      }
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException | InvalidDocumentException e) {
        problems.add(key + ": " + e.getMessage());
        return null;
      }
    }
  }
}
