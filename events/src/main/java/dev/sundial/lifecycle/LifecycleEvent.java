package dev.sundial.lifecycle;

import dev.sundial.json.JsonWriter;
import dev.sundial.naming.ModelName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is announced on the stage's event bus, source {@value #SOURCE}. An event may arrive twice,
 * never zero times; {@link #id} tells copies apart from news.
 */
public sealed interface LifecycleEvent {

  /** The {@code source} of every event. */
  String SOURCE = "dev.sundial";

  /** Identity: the same for every copy. */
  String id();

  ModelName model();

  Instant at();

  /** The {@code detail-type}: the simple name of the event. */
  default String detailType() {
    return getClass().getSimpleName();
  }

  /** The {@code detail}, as JSON. */
  String toJson();

  /**
   * A version serves from now on.
   *
   * @param sequence the ledger entry that says so
   * @param previous the version that served before; empty text when none
   * @param metrics the version's metrics by name
   * @param previousMetrics those of the version that served before; empty when none did
   * @param reason why the champion could not be scored, under the policy {@code best}; empty
   *     otherwise
   * @param why what a person gave as the reason; empty for an automatic promotion
   */
  record ModelPromoted(
      ModelName model,
      Instant at,
      long sequence,
      String version,
      String previous,
      Map<String, Double> metrics,
      Map<String, Double> previousMetrics,
      String reason,
      String why)
      implements LifecycleEvent {
    @Override
    public String id() {
      return model + "-" + sequence;
    }

    @Override
    public String toJson() {
      Map<String, Object> json = base(this);
      json.put("sequence", sequence);
      json.put("version", version);
      json.put("previous", previous);
      json.put("metrics", metrics);
      json.put("previousMetrics", previousMetrics);
      json.put("reason", reason);
      json.put("why", why);
      return JsonWriter.write(json);
    }
  }

  /**
   * A version was registered and does not serve.
   *
   * @param sequence the ledger entry that says so
   * @param reason {@code superseded}, {@code pinned}, {@code worse} or {@code approval}
   */
  record ModelHeld(
      ModelName model,
      Instant at,
      long sequence,
      String version,
      String reason,
      Map<String, Double> metrics)
      implements LifecycleEvent {
    @Override
    public String id() {
      return model + "-" + sequence;
    }

    @Override
    public String toJson() {
      Map<String, Object> json = base(this);
      json.put("sequence", sequence);
      json.put("version", version);
      json.put("reason", reason);
      json.put("metrics", metrics);
      return JsonWriter.write(json);
    }
  }

  /**
   * A run ended without a version and retrying does not help.
   *
   * @param runId the run
   * @param attempt which attempt at the run was the last, from 1; a redrive that fails again is
   *     news
   * @param reason a closed word such as {@code bad-data}
   * @param message what is wrong, naming bucket, key, line and column where it applies
   */
  record TrainingFailed(
      ModelName model, Instant at, String runId, long attempt, String reason, String message)
      implements LifecycleEvent {
    @Override
    public String id() {
      return model + "-" + runId + "-failed-" + attempt;
    }

    @Override
    public String toJson() {
      Map<String, Object> json = base(this);
      json.put("runId", runId);
      json.put("attempt", attempt);
      json.put("reason", reason);
      json.put("message", message);
      return JsonWriter.write(json);
    }
  }

  private static Map<String, Object> base(LifecycleEvent event) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", event.id());
    json.put("model", event.model().value());
    json.put("at", event.at());
    return json;
  }
}
