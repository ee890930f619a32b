package dev.sundial.infra;

import dev.sundial.json.JsonWriter;
import dev.sundial.naming.EnvironmentKey;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import dev.sundial.spec.ModelSpec;
import dev.sundial.spec.Task;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the functions are told by environment.
 *
 * @param account the account's number, or CloudFormation's word for it
 * @param region likewise
 */
record Environments(StageSpec stage, String account, String region) {
  /** Lambda's limit on all variables of a function together, written as one JSON object. */
  static final int MAX_BYTES = 4096;

  /** Memory that comes with one whole processor, in MB. */
  private static final int ONE_PROCESSOR = 1769;

  /**
   * Lambda's Java stops at C1, which starts soonest; a function that was given a processor and more
   * has rows to go through, and C2 goes through them three times as fast.
   */
  private static final String OPTIMISE = "-XX:+TieredCompilation -XX:TieredStopAtLevel=4";

  /**
   * Lambda's runtime client collects garbage after the hooks that prime a function and before its
   * snapshot, after which Serial GC lets every compiled method pass a slow barrier at its first
   * call: the first answer after a restore took twice as long for it (ADR 16).
   */
  private static final String KEEP_PRIMED = "-XX:+DisableExplicitGC";

  /** Before deployment: as long as account and region can become. */
  static Environments longest(StageSpec stage) {
    return new Environments(stage, "000000000000", "ap-southeast-99");
  }

  Map<String, String> training(ModelSpec model) {
    ResourceNames names = new ResourceNames(stage.name());
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(EnvironmentKey.STAGE, stage.name().value());
    environment.put(EnvironmentKey.MODEL_SPEC, ascii(model.toJsonForTraining()));
    environment.put(EnvironmentKey.REGISTRY_TABLE, names.registryTable());
    environment.put(EnvironmentKey.DATA_BUCKET, names.dataBucket(account, region));
    environment.put(EnvironmentKey.ARTEFACT_BUCKET, names.artefactBucket(account, region));
    environment.put(EnvironmentKey.EVENT_BUS, names.eventBus());
    if (model.training().memoryMegabytes() >= ONE_PROCESSOR) {
      environment.put(EnvironmentKey.JVM_OPTIONS, OPTIMISE);
    }
    return environment;
  }

  Map<String, String> prediction(List<ModelName> models) {
    ResourceNames names = new ResourceNames(stage.name());
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(EnvironmentKey.STAGE, stage.name().value());
    environment.put(EnvironmentKey.REGISTRY_TABLE, names.registryTable());
    environment.put(EnvironmentKey.ARTEFACT_BUCKET, names.artefactBucket(account, region));
    environment.put(
        EnvironmentKey.MODELS,
        models.stream().map(ModelName::value).collect(Collectors.joining(",")));
    stage.defaultModel().ifPresent(m -> environment.put(EnvironmentKey.DEFAULT_MODEL, m.value()));
    environment.put(
        EnvironmentKey.POINTER_INTERVAL, stage.prediction().pointerInterval().toString());
    if (!stage.api().cors().isEmpty()) {
      environment.put(EnvironmentKey.CORS_ORIGINS, String.join(",", stage.api().cors()));
    }
    environment.put(EnvironmentKey.JVM_OPTIONS, KEEP_PRIMED);
    return environment;
  }

  /** Of the authorizer, where the API takes tokens. */
  Map<String, String> authorizer(StageSpec.Jwt jwt) {
    Map<String, String> environment = new LinkedHashMap<>(jwt.rules().toEnvironment());
    environment.put(EnvironmentKey.JVM_OPTIONS, KEEP_PRIMED);
    return environment;
  }

  /**
   * @param apiUrl address of the API's stage
   * @param topic ARN of the alert topic
   * @param urlSuffix what the addresses of AWS's services end in
   */
  Map<String, String> probe(List<ModelSpec> models, String apiUrl, String topic, String urlSuffix) {
    ResourceNames names = new ResourceNames(stage.name());
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(EnvironmentKey.STAGE, stage.name().value());
    environment.put(EnvironmentKey.REGISTRY_TABLE, names.registryTable());
    environment.put(EnvironmentKey.DATA_BUCKET, names.dataBucket(account, region));
    environment.put(EnvironmentKey.ARTEFACT_BUCKET, names.artefactBucket(account, region));
    environment.put(EnvironmentKey.EVENT_BUS, names.eventBus());
    environment.put(EnvironmentKey.API_URL, apiUrl);
    if (stage.auth() == StageSpec.Auth.JWT) {
      environment.put(EnvironmentKey.PREDICTION_URL, invocations(urlSuffix));
    }
    environment.put(EnvironmentKey.ALERT_TOPIC, topic);
    environment.put(EnvironmentKey.WATCHED, watched(models));
    return environment;
  }

  /** Where the prediction function is invoked. */
  private String invocations(String urlSuffix) {
    return "https://lambda.%s.%s/2015-03-31/functions/%s/invocations?Qualifier=%s"
        .formatted(
            region,
            urlSuffix,
            new ResourceNames(stage.name()).predictionFunction(),
            PredictionService.LIVE);
  }

  private static String watched(List<ModelSpec> models) {
    Map<String, Object> watched = new LinkedHashMap<>();
    for (ModelSpec model : models) {
      Map<String, Object> one = new LinkedHashMap<>();
      if (!model.expectEvery().equals(Duration.ofHours(24))) {
        one.put("expectEvery", model.expectEvery());
      }
      if (!model.alerts().graceAfterDeploy().isZero()) {
        one.put("grace", model.alerts().graceAfterDeploy());
      }
      if (!model.dataPrefix().equals(model.name() + "/")) {
        one.put("prefix", model.dataPrefix());
      }
      if (model.task() != Task.CLASSIFICATION) {
        one.put("task", model.task().id());
      }
      watched.put(model.name().value(), one);
    }
    return JsonWriter.write(watched);
  }

  Map<String, String> sweep(List<ModelSpec> models) {
    ResourceNames names = new ResourceNames(stage.name());
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(EnvironmentKey.STAGE, stage.name().value());
    environment.put(EnvironmentKey.REGISTRY_TABLE, names.registryTable());
    environment.put(EnvironmentKey.ARTEFACT_BUCKET, names.artefactBucket(account, region));
    environment.put(EnvironmentKey.WATCHED, watched(models));
    return environment;
  }

  Map<String, String> slack() {
    ResourceNames names = new ResourceNames(stage.name());
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(EnvironmentKey.STAGE, stage.name().value());
    environment.put(EnvironmentKey.SLACK_SECRET, names.slackSecret());
    environment.put(
        EnvironmentKey.SLACK_HOSTS, String.join(",", stage.watch().slack().allowedHosts()));
    environment.put(
        EnvironmentKey.CONSOLE,
        stage.watch().links().console().orElse("https://" + region + ".console.aws.amazon.com"));
    stage
        .watch()
        .links()
        .runbook()
        .ifPresent(link -> environment.put(EnvironmentKey.RUNBOOK, link));
    return environment;
  }

  /** The same JSON in ASCII: what else a variable may hold depends on the locale of a process. */
  private static String ascii(String json) {
    StringBuilder ascii = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c < 0x80) {
        ascii.append(c);
      } else {
        ascii.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return ascii.toString();
  }

  /** The size that Lambda measures. */
  static int bytes(Map<String, String> environment) {
    return JsonWriter.write(environment).getBytes(StandardCharsets.UTF_8).length;
  }
}
