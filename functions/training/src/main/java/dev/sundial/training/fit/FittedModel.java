package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.scoring.Scorer;
import dev.sundial.spec.TrainerSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tribuo.Tribuo;

/** A Tribuo model, the scorer made from it, and the settings it was fitted with. */
public final class FittedModel {
  /** How the model's bytes are to be read: a {@code ModelProto} of Tribuo 4.3. */
  public static final String MODEL_FORMAT = "tribuo-4.3-protobuf";

  /** Version of the library that fits. */
  public static final String LIBRARY_VERSION = Tribuo.VERSION;

  private final TribuoModel<?> model;
  private final Scorer scorer;
  private final TrainerSpec spec;

  /**
   * @param spec with everything that it leaves open chosen
   */
  FittedModel(TribuoModel<?> model, Scorer scorer, TrainerSpec spec) {
    this.model = model;
    this.scorer = scorer;
    this.spec = spec;
  }

  /** What it was fitted with; what the asked one leaves open is chosen. */
  public TrainerSpec spec() {
    return spec;
  }

  public Scorer scorer() {
    return scorer;
  }

  /** The model as Tribuo writes it; the bytes hold the time, so no two fits give the same. */
  public byte[] modelBytes() {
    return model.model().serialize().toByteArray();
  }

  /**
   * What a reader of the model's bytes must know besides: how features and target were
   * standardised.
   */
  public Map<String, Object> preparation() {
    Map<String, Object> json = new LinkedHashMap<>();
    model.preparation().ifPresent(p -> json.putAll(p.toJson()));
    switch (model.outputs()) {
      case LabelOutputs labels -> {}
      case NumberOutputs numbers -> json.put("targetStandardisation", numbers.toJson());
    }
    return json;
  }

  /**
   * Compares a scorer with the model on rows: every probability or number within the trainer's
   * tolerance, and the same label, unless two are that close to each other.
   *
   * @param read the scorer as it was read back from its bytes
   * @param data what the model was fitted on
   * @return the first difference; empty when they agree
   */
  public Optional<String> difference(Scorer read, Dataset data, int[] rows) {
    return model.difference(read, data, rows);
  }
}
