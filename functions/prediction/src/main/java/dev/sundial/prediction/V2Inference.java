package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

/**
 * Answers an inference request.
 *
 * @param id the caller's, or the request's own
 * @param outputs those that are asked for
 */
record V2Inference(RowBatch rows, String id, Set<V2Output> outputs, LabelStyle labels)
    implements Question {

  @Override
  public void answer(Scored scored, OutputStream body) throws IOException {
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringField("model_name", scored.served().model().value());
      json.writeStringField("model_version", scored.served().version());
      json.writeStringField("id", StrictJson.wellFormed(id));
      json.writeArrayFieldStart("outputs");
      for (V2Output output : outputs) {
        output(json, output, scored);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private void output(JsonGenerator json, V2Output output, Scored scored) throws IOException {
    boolean probabilities = output == V2Output.PROBABILITIES;
    json.writeStartObject();
    json.writeStringField("name", output.id());
    json.writeStringField("datatype", V2Metadata.datatype(output, labels).name());
    json.writeArrayFieldStart("shape");
    json.writeNumber(scored.rows());
    if (probabilities) {
      json.writeNumber(scored.outputs());
    }
    json.writeEndArray();
    json.writeFieldName("data");
    if (probabilities) {
      json.writeArray(scored.scores(), 0, scored.scores().length);
    } else {
      Predictions.write(json, scored, labels);
    }
    json.writeEndObject();
  }
}
