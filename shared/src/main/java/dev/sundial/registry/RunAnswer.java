package dev.sundial.registry;

import dev.sundial.json.Form;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How a run ended: recorded with the run, and given again, word for word, to every duplicate.
 *
 * @param model the model
 * @param run the run
 * @param version what it made, or would have made
 * @param outcome how it ended
 * @param reason of HELD ({@code pinned}, {@code worse}, {@code approval}) and of REJECTED ({@code
 *     bad-data}, …); of PROMOTED why the champion could not be scored, under the policy {@code
 *     best}; empty otherwise
 * @param message what is wrong, for REJECTED; empty otherwise
 * @param sequence its ledger entry; 0 for REJECTED
 * @param metrics the headline metrics; empty for REJECTED
 * @param at when it ended
 */
public record RunAnswer(
    ModelName model,
    RunId run,
    VersionId version,
    Outcome outcome,
    String reason,
    String message,
    long sequence,
    Map<String, Double> metrics,
    Instant at) {

  /** How a run ended. */
  public enum Outcome {
    /** Its version serves. */
    PROMOTED,
    /** Registered; a newer one had been committed before. */
    SUPERSEDED,
    /** Registered; waits for a person. */
    HELD,
    /** No version: permanent until redriven. */
    REJECTED;

    /** As it is written in JSON. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RunAnswer {
    metrics = Metrics.checked(metrics);
  }

  public String toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("model", model);
    json.put("run", run);
    json.put("version", version);
    json.put("outcome", outcome.id());
    json.put("reason", reason);
    json.put("message", message);
    json.put("sequence", sequence);
    json.put("metrics", metrics);
    json.put("at", at);
    return JsonWriter.write(json);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException or {@link dev.sundial.json.InvalidDocumentException} when it
   *     is not an answer
   */
  public static RunAnswer fromJson(String text) {
    Form.Problems problems = new Form.Problems();
    Form form = Form.of(JsonReader.read("answer", text), problems);
    RunAnswer answer =
        new RunAnswer(
            new ModelName(form.text("model")),
            new RunId(form.text("run")),
            VersionId.parse(form.text("version")),
            Outcome.valueOf(form.text("outcome").toUpperCase(Locale.ROOT)),
            form.text("reason"),
            form.text("message"),
            form.whole("sequence", 0, 0, Long.MAX_VALUE),
            Metrics.read(form, "metrics"),
            form.instant("at").orElse(Instant.EPOCH));
    form.close();
    problems.throwIfAny();
    return answer;
  }
}
