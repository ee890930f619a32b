package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** Answers instances: {@code {"predictions":["versicolor"]}}. */
record V1Instances(RowBatch rows, LabelStyle labels) implements Question {

  @Override
  public void answer(Scored scored, OutputStream body) throws IOException {
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(body)) {
      json.writeStartObject();
      json.writeFieldName("predictions");
      Predictions.write(json, scored, labels);
      json.writeEndObject();
    }
  }
}
