package dev.sundial.freshness;

import dev.sundial.naming.EnvironmentKey;
import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StageName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the probe is told by its environment.
 *
 * @param names of the stage's resources
 * @param models to look at
 * @param registryTable name of the registry table
 * @param dataBucket name of the data bucket
 * @param artefactBucket name of the artefact bucket
 * @param eventBus name of the event bus
 * @param alertTopic ARN of the topic that digests are published to
 * @param api where the stage's API answers
 * @param invocations where the prediction function is invoked, where the probe asks it itself
 */
record ProbeConfig(
    ResourceNames names,
    List<WatchedModel> models,
    String registryTable,
    String dataBucket,
    String artefactBucket,
    String eventBus,
    String alertTopic,
    ApiAddress api,
    Optional<URI> invocations) {

  ProbeConfig {
    models = List.copyOf(models);
  }

  StageName stage() {
    return names.stage();
  }

  /**
   * @throws IllegalArgumentException naming every key that is missing or bad
   */
  static ProbeConfig from(Map<String, String> environment) {
    Keys keys = new Keys(environment);
    @Nullable StageName stage = keys.read(EnvironmentKey.STAGE, StageName::new);
    @Nullable List<WatchedModel> models = keys.read(EnvironmentKey.WATCHED, WatchedModel::parse);
    @Nullable String table = keys.read(EnvironmentKey.REGISTRY_TABLE, Function.identity());
    @Nullable String data = keys.read(EnvironmentKey.DATA_BUCKET, Function.identity());
    @Nullable String artefacts = keys.read(EnvironmentKey.ARTEFACT_BUCKET, Function.identity());
    @Nullable String bus = keys.read(EnvironmentKey.EVENT_BUS, Function.identity());
    @Nullable String topic = keys.read(EnvironmentKey.ALERT_TOPIC, Function.identity());
    @Nullable String region = keys.read("AWS_REGION", Function.identity());
    @Nullable ApiAddress api =
        keys.read(EnvironmentKey.API_URL, url -> ApiAddress.of(url, region, environment));
    Optional<URI> invocations =
        Optional.ofNullable(environment.get(EnvironmentKey.PREDICTION_URL))
            .map(URI::create)
            .map(uri -> ApiAddress.onEndpoint(uri, "AWS_ENDPOINT_URL_LAMBDA", environment));
    if (stage == null
        || models == null
        || table == null
        || data == null
        || artefacts == null
        || bus == null
        || topic == null
        || api == null) {
      throw keys.failed();
    }
    return new ProbeConfig(
        new ResourceNames(stage), models, table, data, artefacts, bus, topic, api, invocations);
  }
}
