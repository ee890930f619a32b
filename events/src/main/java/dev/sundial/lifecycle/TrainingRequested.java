package dev.sundial.lifecycle;

import dev.sundial.json.Form;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import dev.sundial.naming.ModelName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The input of a training function. Every field is optional: {@code {}} trains once, as an ad-hoc
 * run known by Lambda's request id.
 *
 * @param model must be the function's own model when given
 * @param scheduledTime when the schedule was due; makes the run's identity together with the model
 * @param requestId identity of an ad-hoc run, 1–64 letters, digits, hyphens; ignored when
 *     scheduledTime is given
 * @param seed of the split instead of the spec's, 0–2147483647
 * @param trainer instead of the spec's
 * @param hyperparameters instead of the trainer's, by name; checked against the trainer when the
 *     run starts
 * @param redrive a person asks that a REJECTED run be tried again
 */
public record TrainingRequested(
    Optional<ModelName> model,
    Optional<Instant> scheduledTime,
    Optional<String> requestId,
    Optional<Long> seed,
    Optional<String> trainer,
    Map<String, Value> hyperparameters,
    boolean redrive) {

  public TrainingRequested {
    hyperparameters = new LinkedHashMap<>(hyperparameters);
  }

  /** A request without any field. */
  public static TrainingRequested adHoc() {
    return new TrainingRequested(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        false);
  }

  /**
   * @throws dev.sundial.json.InvalidDocumentException with every problem; retrying does not help
   */
  public static TrainingRequested fromJson(byte[] json) {
    Form.Problems problems = new Form.Problems();
    Form form = Form.of(JsonReader.read("event", json), problems);
    Optional<String> requestId = form.optionalText("requestId");
    requestId
        .filter(id -> !id.matches("[A-Za-z0-9-]{1,64}"))
        .ifPresent(
            id ->
                form.problem(
                    "requestId",
                    "must be 1 to 64 letters, digits and hyphens, was \"" + id + "\""));
    Optional<Instant> scheduledTime = form.instant("scheduledTime");
    scheduledTime
        .filter(time -> !BasicTime.covers(time))
        .ifPresent(
            time -> form.problem("scheduledTime", "must be in the years 0 to 9999, was " + time));
    TrainingRequested request =
        new TrainingRequested(
            form.parsed("model", ModelName::new),
            scheduledTime,
            requestId,
            form.has("seed")
                ? Optional.of(form.whole("seed", 0, 0, Integer.MAX_VALUE))
                : Optional.empty(),
            form.parsed("trainer", text -> dev.sundial.spec.TrainerKind.parse(text).id()),
            form.object("hyperparameters").map(Form::all).orElse(Map.of()),
            form.truth("redrive", false));
    form.close();
    problems.throwIfAny();
    return request;
  }

  /** Only the fields that were given. */
  public String toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    model.ifPresent(m -> json.put("model", m.value()));
    scheduledTime.ifPresent(t -> json.put("scheduledTime", t));
    requestId.ifPresent(id -> json.put("requestId", id));
    seed.ifPresent(s -> json.put("seed", s));
    trainer.ifPresent(t -> json.put("trainer", t));
    if (!hyperparameters.isEmpty()) {
      json.put("hyperparameters", hyperparameters);
    }
    if (redrive) {
      json.put("redrive", true);
    }
    return JsonWriter.write(json);
  }
}
