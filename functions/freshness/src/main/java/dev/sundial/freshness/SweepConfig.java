package dev.sundial.freshness;

import dev.sundial.naming.EnvironmentKey;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StageName;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the sweep is told by its environment.
 *
 * @param models whose artefacts it looks at
 */
record SweepConfig(
    StageName stage, List<ModelName> models, String registryTable, String artefactBucket) {

  SweepConfig {
    models = List.copyOf(models);
  }

  /**
   * @throws IllegalArgumentException naming every key that is missing or bad
   */
  static SweepConfig from(Map<String, String> environment) {
    Keys keys = new Keys(environment);
    @Nullable StageName stage = keys.read(EnvironmentKey.STAGE, StageName::new);
    @Nullable List<WatchedModel> models = keys.read(EnvironmentKey.WATCHED, WatchedModel::parse);
    @Nullable String table = keys.read(EnvironmentKey.REGISTRY_TABLE, Function.identity());
    @Nullable String bucket = keys.read(EnvironmentKey.ARTEFACT_BUCKET, Function.identity());
    if (stage == null || models == null || table == null || bucket == null) {
      throw keys.failed();
    }
    return new SweepConfig(stage, models.stream().map(WatchedModel::name).toList(), table, bucket);
  }
}
