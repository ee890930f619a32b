package dev.sundial.lifecycle;

import dev.sundial.json.Form;
import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import dev.sundial.naming.ModelName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a training function answers, to the first delivery of an event and to every copy of it.
 *
 * @param outcome how the run ended
 * @param model the model
 * @param runId the run
 * @param version what it made; empty when REJECTED
 * @param metrics the version's headline metrics, see {@link dev.sundial.metrics.VersionMetric};
 *     empty when REJECTED
 * @param reason why it is HELD, or a {@link FailureReason} when REJECTED; when PROMOTED under the
 *     policy {@code best}, why the champion could not be scored; empty otherwise
 * @param message when REJECTED, what is wrong, naming bucket, key, line and column where it
 *     applies; empty otherwise
 */
public record TrainingAnswer(
    Outcome outcome,
    ModelName model,
    RunId runId,
    Optional<VersionId> version,
    Map<String, Double> metrics,
    String reason,
    String message) {

  /** How a run ended. */
  public enum Outcome {
    /** Its version serves. */
    PROMOTED,
    /** Registered; waits for a person, or serves no better. */
    HELD,
    /** Registered; a newer one had been committed before. */
    SUPERSEDED,
    /** No version: permanent until redriven. */
    REJECTED
  }

  public TrainingAnswer {
    metrics = new LinkedHashMap<>(metrics);
  }

  /** One line; reason and message only when there are any. */
  public String toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", outcome.name());
    json.put("model", model.value());
    json.put("runId", runId.value());
    version.ifPresent(id -> json.put("version", id.value()));
    json.put("metrics", metrics);
    if (!reason.isEmpty()) {
      json.put("reason", reason);
    }
    if (!message.isEmpty()) {
      json.put("message", message);
    }
    return JsonWriter.write(json);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws dev.sundial.json.InvalidDocumentException when it is not an answer
   */
  public static TrainingAnswer fromJson(String text) {
    Value document = JsonReader.read("answer", text);
    Form.Problems problems = new Form.Problems();
    Form form = Form.of(document, problems);
    Optional<Outcome> outcome = form.parsed("outcome", Outcome::valueOf);
    Optional<ModelName> model = form.parsed("model", ModelName::new);
    Optional<RunId> runId = form.parsed("runId", RunId::new);
    Optional<VersionId> version = form.parsed("version", VersionId::parse);
    Map<String, Double> metrics = new LinkedHashMap<>();
    form.object("metrics")
        .ifPresent(
            read ->
                read.all()
                    .keySet()
                    .forEach(
                        name ->
                            read.optionalNumber(name)
                                .ifPresent(value -> metrics.put(name, value.doubleValue()))));
    String reason = form.text("reason", "");
    String message = form.text("message", "");
    form.close();
    problems.throwIfAny();
    if (outcome.isEmpty() || model.isEmpty() || runId.isEmpty()) {
      throw InvalidDocumentException.at(document.at(), "must have outcome, model and runId");
    }
    return new TrainingAnswer(
        outcome.get(), model.get(), runId.get(), version, metrics, reason, message);
  }
}
