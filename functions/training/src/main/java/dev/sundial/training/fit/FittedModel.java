package dev.sundial.training.fit;

import dev.sundial.dataset.Dataset;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.scoring.Scorer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.Tribuo;
import org.tribuo.classification.Label;

/** A Tribuo model, and the scorer made from it. */
public final class FittedModel {
  /** How the model's bytes are to be read: a {@code ModelProto} of Tribuo 4.3. */
  public static final String MODEL_FORMAT = "tribuo-4.3-protobuf";

  /** Version of the library that fits. */
  public static final String LIBRARY_VERSION = Tribuo.VERSION;

  private static final double TOLERANCE = 1e-9;

  private final Model<Label> model;
  private final Optional<Standardisation> standardisation;
  private final Scorer scorer;

  FittedModel(Model<Label> model, Optional<Standardisation> standardisation, Scorer scorer) {
    this.model = model;
    this.standardisation = standardisation;
    this.scorer = scorer;
  }

  public Scorer scorer() {
    return scorer;
  }

  /** The model as Tribuo writes it; the bytes hold the time, so no two fits give the same. */
  public byte[] modelBytes() {
    return model.serialize().toByteArray();
  }

  /** What a reader of the model's bytes must know besides: how its features were standardised. */
  public Map<String, Object> preparation() {
    Map<String, Object> json = new LinkedHashMap<>();
    standardisation.ifPresent(s -> json.put("standardisation", s.toJson()));
    return json;
  }

  /**
   * Compares a scorer with the model on rows: every probability within 1e-9, and the same label,
   * unless two are that close to each other.
   *
   * @param read the scorer as it was read back from its bytes
   * @return the first difference; empty when they agree
   */
  public Optional<String> difference(Scorer read, Dataset data, int[] rows)
      throws CannotFitException {
    TribuoRows examples = new TribuoRows(data, standardisation);
    FeatureSchema schema = read.schema();
    double[] row = new double[schema.features().size()];
    double[] scores = new double[schema.outputs()];
    for (int number : rows) {
      data.copyRow(number, row, 0);
      read.score(row, scores);
      Prediction<Label> expected = model.predict(examples.example(number));
      Optional<String> difference = difference(schema, scores, expected);
      if (difference.isPresent()) {
        return difference.map(text -> "row " + number + ": " + text);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> difference(
      FeatureSchema schema, double[] scores, Prediction<Label> expected) {
    Map<String, Label> probabilities = expected.getOutputScores();
    double best = scores[Scorer.best(scores, 0, scores.length)];
    for (int i = 0; i < scores.length; i++) {
      String name = schema.labels().get(i);
      Label label = probabilities.get(name);
      if (label == null || !(Math.abs(label.getScore() - scores[i]) <= TOLERANCE)) {
        return Optional.of(
            "the scorer gives \"" + name + "\" " + scores[i] + ", the model " + label);
      }
      if (name.equals(expected.getOutput().getLabel()) && !(best - scores[i] <= TOLERANCE)) {
        return Optional.of("the model says \"" + name + "\", the scorer does not");
      }
    }
    return Optional.empty();
  }
}
