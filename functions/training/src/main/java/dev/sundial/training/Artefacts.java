package dev.sundial.training;

import dev.sundial.dataset.DataProvenance;
import dev.sundial.evaluation.Evaluation;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.lifecycle.FailureReason;
import dev.sundial.registry.ArtefactRef;
import dev.sundial.registry.ArtefactRole;
import dev.sundial.registry.ArtefactStore;
import dev.sundial.registry.Candidate;
import dev.sundial.registry.Lease;
import dev.sundial.registry.Manifest;
import dev.sundial.registry.TrainingRun;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.ScorerFormat;
import dev.sundial.spec.ModelSpec;
import dev.sundial.training.fit.FittedModel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what an attempt made: model, scorer, evaluation, and the manifest that lists them. */
final class Artefacts {
  /** How an evaluation's bytes are to be read. */
  static final String EVALUATION_FORMAT = "sundial-evaluation/1";

  private final ArtefactStore store;
  private final TrainingRun run;
  private final Lease lease;
  private final ModelSpec spec;
  private final StepTimes times;

  Artefacts(ArtefactStore store, TrainingRun run, Lease lease, ModelSpec spec, StepTimes times) {
    this.store = store;
    this.run = run;
    this.lease = lease;
    this.spec = spec;
    this.times = times;
  }

  Candidate write(
      FittedModel model,
      byte[] scorerBytes,
      DataProvenance data,
      Evaluation training,
      Evaluation test)
      throws RunRejectedException {
    ArtefactRef scorer = put("scorer.bin", ArtefactRole.SCORER, ScorerFormat.NAME, scorerBytes);
    List<ArtefactRef> parts =
        List.of(
            put("model.pb", ArtefactRole.MODEL, FittedModel.MODEL_FORMAT, model.modelBytes()),
            scorer,
            put(
                "evaluation.json",
                ArtefactRole.EVALUATION,
                EVALUATION_FORMAT,
                evaluation(training, test)));
    Map<String, Double> metrics = HeadlineMetrics.ofVersion(training, test);
    FeatureSchema schema = model.scorer().schema();
    byte[] manifest =
        new Manifest(
                run.model(),
                run.version(),
                run.id(),
                parts,
                schema.hash(),
                metrics,
                new LinkedHashMap<>(model.spec().numbers()),
                provenance(model, data))
            .toBytes();
    if (manifest.length > JsonReader.MAX_BYTES) {
      throw new RunRejectedException(
          FailureReason.BAD_DATA,
          "s3://"
              + data.bucket()
              + "/"
              + data.prefix()
              + ": "
              + data.objects().size()
              + " objects do not fit into a manifest; store them as fewer");
    }
    return new Candidate(
        put("manifest.json", ArtefactRole.MANIFEST, Manifest.FORMAT, manifest), scorer, metrics);
  }

  private ArtefactRef put(String file, ArtefactRole role, String format, byte[] bytes) {
    return store.put(run.artefactKey(lease, file), role, format, bytes);
  }

  private static byte[] evaluation(Evaluation training, Evaluation test) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", EVALUATION_FORMAT);
    json.put("training", training.toJson());
    json.put("test", test.toJson());
    return JsonWriter.write(json).getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, @Nullable Object> provenance(FittedModel model, DataProvenance data) {
    FeatureSchema schema = model.scorer().schema();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("data", data.toJson());
    json.put("task", schema.task().id());
    json.put("target", schema.target());
    json.put("features", schema.features());
    json.put("labels", schema.labels());
    json.put("testFraction", spec.split().test());
    json.put("seed", spec.split().seed());
    json.put("trainer", spec.trainer().kind().id());
    json.put("askedHyperparameters", spec.trainer().numbers());
    json.putAll(model.preparation());
    json.put("attempt", run.attempt());
    json.put("stepMillis", times.millis());
    json.put("durationMillis", times.total());
    json.put("tribuo", FittedModel.LIBRARY_VERSION);
    json.put("java", Runtime.version().toString());
    return json;
  }
}
