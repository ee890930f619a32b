package dev.sundial.prediction;

import dev.sundial.naming.EnvironmentKey;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StageName;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the function's environment says.
 *
 * @param stage the stage
 * @param table name of the registry table
 * @param bucket name of the artefact bucket
 * @param models the stage's models
 * @param defaultModel what {@code /predict} serves; one of the models
 * @param pointerInterval how old a look at the pointer may be, 0 s to 1 h; default 60 s
 * @param readers whose pages may call; default none
 */
record PredictionConfig(
    StageName stage,
    String table,
    String bucket,
    List<ModelName> models,
    Optional<ModelName> defaultModel,
    Duration pointerInterval,
    CrossOrigin readers) {
  static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(60);
  private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

  PredictionConfig {
    models = List.copyOf(models);
  }

  /**
   * @throws IllegalArgumentException listing every missing or bad key at once
   */
  static PredictionConfig from(Map<String, String> environment) {
    Reading reading = new Reading(environment);
    StageName stage = reading.required(EnvironmentKey.STAGE, StageName::new);
    String table = reading.required(EnvironmentKey.REGISTRY_TABLE, Function.identity());
    String bucket = reading.required(EnvironmentKey.ARTEFACT_BUCKET, Function.identity());
    List<ModelName> models = reading.required(EnvironmentKey.MODELS, PredictionConfig::names);
    ModelName named = reading.optional(EnvironmentKey.DEFAULT_MODEL, ModelName::new);
    Duration interval = reading.optional(EnvironmentKey.POINTER_INTERVAL, PredictionConfig::wait);
    CrossOrigin readers = reading.optional(EnvironmentKey.CORS_ORIGINS, PredictionConfig::readers);
    if (named != null && models != null && !models.contains(named)) {
      reading.problem(EnvironmentKey.DEFAULT_MODEL, "must be one of the models");
    }
    if (stage == null || table == null || bucket == null || models == null) {
      throw reading.failed();
    }
    if (!reading.problems.isEmpty()) {
      throw reading.failed();
    }
    ModelName only = models.size() == 1 ? models.getFirst() : null;
    return new PredictionConfig(
        stage,
        table,
        bucket,
        models,
        Optional.ofNullable(named == null ? only : named),
        interval == null ? DEFAULT_INTERVAL : interval,
        readers == null ? CrossOrigin.NONE : readers);
  }

  private static CrossOrigin readers(String text) {
    return new CrossOrigin(List.of(text.split(",", -1)));
  }

  private static List<ModelName> names(String text) {
    List<ModelName> names = new ArrayList<>();
    for (String name : text.split(",", -1)) {
      names.add(new ModelName(name));
    }
    return names;
  }

  private static Duration wait(String text) {
    Duration wait = Duration.parse(text);
    if (wait.isNegative() || wait.compareTo(LONGEST_INTERVAL) > 0) {
      throw new IllegalArgumentException("must be from PT0S to " + LONGEST_INTERVAL);
    }
    return wait;
  }

  /** The environment while it is read. */
  private static final class Reading {
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    Reading(Map<String, String> environment) {
      this.environment = environment;
    }

    <T> @Nullable T required(String key, Function<String, T> parser) {
      if (environment.getOrDefault(key, "").isEmpty()) {
        problem(key, "is missing");
        return null;
      }
      return optional(key, parser);
    }

    <T> @Nullable T optional(String key, Function<String, T> parser) {
      String text = environment.getOrDefault(key, "");
      if (text.isEmpty()) {
        return null;
      }
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException | DateTimeException e) {
        problem(key, String.valueOf(e.getMessage()));
        return null;
      }
    }

    void problem(String key, String what) {
      problems.add(key + " " + what);
    }

    IllegalArgumentException failed() {
      return new IllegalArgumentException("the environment: " + String.join("; ", problems));
    }
  }
}
