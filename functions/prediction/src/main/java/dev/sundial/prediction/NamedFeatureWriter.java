package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sundial.scoring.Scorer;
import dev.sundial.serving.ServedVersion;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Answers rows of named features: {@code {"prediction":["setosa"],"scores":[{"setosa":0.98,…}],
 * "model":"iris","version":"…"}}; a regression answers numbers and has no scores.
 */
final class NamedFeatureWriter {
  /** Most scores in one answer: more could not fit into Lambda's 6 MB. */
  static final int MAX_SCORES = 500_000;

  private NamedFeatureWriter() {}

  /**
   * Scores the rows and writes the answer.
   *
   * @throws Refusal 413 when the answer would be too large
   */
  static void write(RowBatch rows, ServedVersion served, OutputStream body)
      throws IOException, Refusal {
    Scorer scorer = served.scorer();
    int outputs = scorer.schema().outputs();
    if ((long) rows.rows() * outputs > MAX_SCORES) {
      throw Refusal.tooLarge(
          "the answer to "
              + rows.rows()
              + " rows would be too large; send at most "
              + MAX_SCORES / outputs
              + " rows at once");
    }
    double[] scores = new double[rows.rows() * outputs];
    scorer.score(rows.values(), rows.rows(), scores);
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(body)) {
      json.writeStartObject();
      switch (scorer.schema().task()) {
        case CLASSIFICATION -> labels(json, served, scores, outputs);
        case REGRESSION -> numbers(json, scores);
      }
      json.writeStringField("model", served.model().value());
      json.writeStringField("version", served.version());
      json.writeEndObject();
    }
  }

  private static void labels(JsonGenerator json, ServedVersion served, double[] scores, int outputs)
      throws IOException {
    json.writeArrayFieldStart("prediction");
    for (int at = 0; at < scores.length; at += outputs) {
      json.writeString(served.label(Scorer.best(scores, at, outputs)));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("scores");
    for (int at = 0; at < scores.length; at += outputs) {
      json.writeStartObject();
      for (int output = 0; output < outputs; output++) {
        json.writeFieldName(served.label(output));
        json.writeNumber(scores[at + output]);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void numbers(JsonGenerator json, double[] predicted) throws IOException {
    json.writeFieldName("prediction");
    json.writeArray(predicted, 0, predicted.length);
  }
}
