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

/**
 * A prediction as a caller makes one, through the API: one row of the champion's features, all 0.
 * It also keeps the function's snapshots from falling asleep.
 */
final class PredictionCheck {
  /** A function may serve the version before for as long: it looks at the pointer once a minute. */
  static final Duration MOVING = Duration.ofMinutes(5);

  private static final int SERVER_ERRORS = 500;
  private static final int MOST_TOLD = 300;

  private final RegistryReader registry;
  private final ArtefactStore artefacts;
  private final SignedPost post;
  private final ApiAddress api;
  private final Clock clock;

  PredictionCheck(
      RegistryReader registry,
      ArtefactStore artefacts,
      SignedPost post,
      ApiAddress api,
      Clock clock) {
    this.registry = registry;
    this.artefacts = artefacts;
    this.post = post;
    this.api = api;
    this.clock = clock;
  }

  /**
   * Predicts, and notes what is wrong with the answer.
   *
   * @return whether the next probe need not try again: the API answered, be it 5xx, which its own
   *     metrics tell
   */
  boolean check(ModelName model, Champion champion, Troubles troubles) {
    String what = model + ": prediction by " + champion.version();
    return troubles.value(what, () -> answered(model, champion, what, troubles)).orElse(false);
  }

  private boolean answered(ModelName model, Champion champion, String what, Troubles troubles) {
    String row = row(model, champion);
    SignedPost.Reply reply;
    try {
      reply = post.send(api.predict(model), row);
    } catch (IOException e) {
      troubles.note(what, "no answer: " + e);
      return false;
    }
    if (reply.status() != 200) {
      String body = reply.body();
      troubles.note(
          what,
          "answered "
              + reply.status()
              + " "
              + body.substring(0, Math.min(MOST_TOLD, body.length())));
      return reply.status() >= SERVER_ERRORS;
    }
    String by = reply.header("x-model-version").orElse("");
    if (by.isEmpty()) {
      troubles.note(what, "answered without x-model-version");
    } else if (!by.equals(champion.version().value()) && isSettled(champion)) {
      troubles.note(what, "answered by " + by + ", though it serves since " + champion.since());
    }
    return true;
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
