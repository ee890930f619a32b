package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Answers rows of named features: {@code {"prediction":["setosa"],"scores":[{"setosa":0.98,…}],
 * "model":"iris","version":"…"}}; a regression answers numbers and has no scores.
 */
record NamedFeatures(RowBatch rows, LabelStyle labels) implements Question {

  @Override
  public void answer(Scored scored, OutputStream body) throws IOException {
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(body)) {
      json.writeStartObject();
      json.writeFieldName("prediction");
      Predictions.write(json, scored, labels);
      switch (scored.served().schema().task()) {
        case CLASSIFICATION -> scores(json, scored);
        case REGRESSION -> {}
      }
      json.writeStringField("model", scored.served().model().value());
      json.writeStringField("version", scored.served().version());
      json.writeEndObject();
    }
  }

  private static void scores(JsonGenerator json, Scored scored) throws IOException {
    double[] scores = scored.scores();
    int outputs = scored.outputs();
    json.writeArrayFieldStart("scores");
    for (int at = 0; at < scores.length; at += outputs) {
      json.writeStartObject();
      for (int output = 0; output < outputs; output++) {
        json.writeFieldName(scored.served().label(output));
        json.writeNumber(scores[at + output]);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
