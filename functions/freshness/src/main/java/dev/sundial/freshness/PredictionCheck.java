package dev.sundial.freshness;

import dev.sundial.json.JsonWriter;
import dev.sundial.naming.ModelName;
import dev.sundial.registry.ArtefactStore;
import dev.sundial.registry.Manifest;
import dev.sundial.registry.ModelVersion;
import dev.sundial.registry.RegistryReader;
import dev.sundial.registry.ServingPointer.Champion;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A prediction as a caller makes one: one row of the champion's features, all 0. It also keeps the
 * function's snapshots from falling asleep.
 */
final class PredictionCheck {
  /** A function may serve the version before for as long: it looks at the pointer once a minute. */
  static final Duration MOVING = Duration.ofMinutes(5);

  private static final int MOST_TOLD = 300;

  private final RegistryReader registry;
  private final ArtefactStore artefacts;
  private final Predicting predicting;
  private final Clock clock;

  PredictionCheck(
      RegistryReader registry, ArtefactStore artefacts, Predicting predicting, Clock clock) {
    this.registry = registry;
    this.artefacts = artefacts;
    this.predicting = predicting;
    this.clock = clock;
  }

  /**
   * Predicts, and notes what is wrong with the answer.
   *
   * @return whether it is right: 200, by the champion or, just after it was promoted, the version
   *     before, and not stale
   */
  boolean check(ModelName model, Champion champion, Troubles troubles) {
    String what = model + ": prediction by " + champion.version();
    Optional<String> wrong =
        troubles
            .value(what, () -> row(model, champion))
            .flatMap(row -> troubles.value(what, () -> wrong(model, champion, row)));
    wrong.filter(why -> !why.isEmpty()).ifPresent(why -> troubles.note(what, why));
    return wrong.filter(String::isEmpty).isPresent();
  }

  /** What is wrong; empty when nothing is. */
  private String wrong(ModelName model, Champion champion, String row) {
    SignedPost.Reply reply;
    try {
      reply = predicting.predict(model, row);
    } catch (IOException e) {
      return "no answer: " + e;
    }
    if (reply.status() != 200) {
      String body = reply.body();
      return "answered "
          + reply.status()
          + " "
          + body.substring(0, Math.min(MOST_TOLD, body.length()));
    }
    String by = reply.header("x-model-version").orElse("");
    if (by.isEmpty()) {
      return "answered without x-model-version";
    }
    if (reply.header("x-model-stale").isPresent()) {
      return "answered by " + by + ", which is stale";
    }
    return by.equals(champion.version().value()) || !isSettled(champion)
        ? ""
        : "answered by " + by + ", though it serves since " + champion.since();
  }

  private boolean isSettled(Champion champion) {
    return clock.instant().isAfter(champion.since().plus(MOVING));
  }

  /** The features are in the manifest, which is read as whatever a row of the registry names. */
  private String row(ModelName model, Champion champion) {
    ModelVersion version =
        registry
            .version(model, champion.version())
            .orElseThrow(() -> new IllegalStateException("the registry has no such version"));
    Manifest manifest = Manifest.parse(artefacts.read(version.manifest()));
    if (!(manifest.provenance().get("features") instanceof List<?> features)) {
      throw new IllegalStateException(version.manifest().key() + " names no features");
    }
    Map<String, Object> row = new LinkedHashMap<>();
    features.forEach(feature -> row.put(String.valueOf(feature), 0));
    return JsonWriter.write(row);
  }
}
