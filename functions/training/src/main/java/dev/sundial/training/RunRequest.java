package dev.sundial.training;

import dev.sundial.json.Form;
import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.Value;
import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.TrainingRequested;
import dev.sundial.spec.ModelSpec;
import dev.sundial.spec.TrainerKind;
import dev.sundial.spec.TrainerSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an event asks of this function. An event that asks nonsense is a run, too: it is rejected.
 *
 * @param id the run
 * @param redrive whether a rejected run is to be tried again
 * @param spec the model's, with what the event replaces
 * @param refusal what is wrong with the event; empty when it can be carried out
 */
record RunRequest(RunId id, boolean redrive, ModelSpec spec, Optional<String> refusal) {

  /** A daily run may be asked for before it is due, on a day of 25 hours, too. */
  static final Duration AHEAD = Duration.ofHours(25);

  /**
   * @param now by the function's clock; an event of a much later time is refused and leaves the run
   *     of that time alone: its version would be the newest, and serve, until then
   */
  static RunRequest read(byte[] event, ModelSpec spec, String invocationId, Instant now) {
    TrainingRequested request;
    try {
      request = TrainingRequested.fromJson(event);
      checkTime(request, now);
    } catch (InvalidDocumentException e) {
      return new RunRequest(
          RunId.adHoc(invocationId), false, spec, Optional.of(String.valueOf(e.getMessage())));
    }
    RunId id = RunId.of(request, invocationId);
    try {
      return new RunRequest(id, request.redrive(), changed(spec, request), Optional.empty());
    } catch (InvalidDocumentException e) {
      return new RunRequest(
          id, request.redrive(), spec, Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private static void checkTime(TrainingRequested request, Instant now) {
    Form.Problems problems = new Form.Problems();
    request
        .scheduledTime()
        .filter(time -> time.isAfter(now.plus(AHEAD)))
        .ifPresent(
            time ->
                problems.add(
                    new Value.Place("event", 0, "").child("scheduledTime", 0),
                    "must be at most 25 hours ahead, was " + time + ", now is " + now));
    problems.throwIfAny();
  }

  private static ModelSpec changed(ModelSpec spec, TrainingRequested request) {
    Form.Problems problems = new Form.Problems();
    Value.Place event = new Value.Place("event", 0, "");
    request
        .model()
        .filter(model -> !model.equals(spec.name()))
        .ifPresent(
            model ->
                problems.add(
                    event.child("model", 0), "must be " + spec.name() + ", was \"" + model + "\""));
    TrainerSpec trainer =
        request
            .trainer()
            .map(TrainerKind::parse)
            .filter(kind -> kind != spec.trainer().kind())
            .map(TrainerSpec::defaults)
            .orElse(spec.trainer());
    if (!trainer.kind().tasks().contains(spec.task())) {
      problems.add(
          event.child("trainer", 0), trainer.kind().id() + " cannot do " + spec.task().id());
    }
    Value.Fields overrides =
        new Value.Fields(event.child("hyperparameters", 0), request.hyperparameters());
    ModelSpec changed = spec.withTrainer(trainer.with(Form.of(overrides, problems)));
    problems.throwIfAny();
    return request.seed().map(changed::withSeed).orElse(changed);
  }
}
