package dev.sundial.registry;

import dev.sundial.json.Form;
import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import dev.sundial.lifecycle.RunId;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.naming.ModelName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a version is made of and where it comes from; written beside the artefacts, its hash in the
 * version's row.
 *
 * @param model the model
 * @param version the version
 * @param run the run that made it
 * @param artefacts all but the manifest itself
 * @param schemaHash of the features and the target, as training defines it
 * @param metrics all metrics by name, finite
 * @param hyperparameters plain JSON values by name, as the model was fitted with them; what was
 *     asked for, where a 0 may have left them open, is part of the provenance
 * @param provenance plain JSON values: data hashes and object versions, row counts, seed, library
 *     and Java versions, duration
 */
public record Manifest(
    ModelName model,
    VersionId version,
    RunId run,
    List<ArtefactRef> artefacts,
    String schemaHash,
    Map<String, Double> metrics,
    Map<String, @Nullable Object> hyperparameters,
    Map<String, @Nullable Object> provenance) {
  /** The format this code writes and reads. */
  public static final String FORMAT = "sundial-manifest-1";

  public Manifest {
    artefacts = List.copyOf(artefacts);
    metrics = Metrics.checked(metrics);
    hyperparameters = Collections.unmodifiableMap(new LinkedHashMap<>(hyperparameters));
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /** As JSON in UTF-8. */
  public byte[] toBytes() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("model", model);
    json.put("version", version);
    json.put("run", run);
    json.put("artefacts", artefacts.stream().map(ArtefactRef::toFields).toList());
    json.put("schemaHash", schemaHash);
    json.put("metrics", metrics);
    json.put("hyperparameters", hyperparameters);
    json.put("provenance", provenance);
    return JsonWriter.write(json).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #toBytes} wrote; numbers come back as {@link java.math.BigDecimal}.
   *
   * @throws InvalidDocumentException when it is not a manifest
   */
  public static Manifest parse(byte[] json) {
    Value document = JsonReader.read("manifest", json);
    Form.Problems problems = new Form.Problems();
    Form form = Form.of(document, problems);
    if (!form.text("format").equals(FORMAT)) {
      form.problem("format", "must be " + FORMAT);
    }
    try {
      ModelName model = new ModelName(form.text("model"));
      VersionId version = VersionId.parse(form.text("version"));
      RunId run = new RunId(form.text("run"));
      List<ArtefactRef> artefacts = new ArrayList<>();
      for (Value item : form.items("artefacts")) {
        artefacts.add(ArtefactRef.read(Form.of(item, problems)));
      }
      String schemaHash = form.text("schemaHash");
      Map<String, Double> metrics = Metrics.read(form, "metrics");
      Map<String, @Nullable Object> hyperparameters = plain(form, "hyperparameters");
      Map<String, @Nullable Object> provenance = plain(form, "provenance");
      form.close();
      problems.throwIfAny();
      return new Manifest(
          model, version, run, artefacts, schemaHash, metrics, hyperparameters, provenance);
    } catch (IllegalArgumentException e) {
      problems.throwIfAny();
      throw InvalidDocumentException.at(document.at(), String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, @Nullable Object> plain(Form form, String name) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    form.object(name)
        .map(Form::all)
        .orElse(Map.of())
        .forEach((key, value) -> plain.put(key, JsonWriter.plain(value)));
    return plain;
  }
}
