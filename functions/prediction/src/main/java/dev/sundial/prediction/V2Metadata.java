package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sundial.json.JsonWriter;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.serving.ServedVersion;
import dev.sundial.spec.Task;
import java.io.IOException;
import java.util.List;

/** What a model reads and answers, as the Open Inference Protocol tells it. */
final class V2Metadata {
  /** What the compact scorers are made from. */
  static final String PLATFORM = "tribuo_protobuf";

  /** Name of the one tensor with all features; a request may call it anything. */
  static final String INPUT = "features";

  private static final int ANY = -1;

  private V2Metadata() {}

  /**
   * Writes the metadata of a version.
   *
   * @param versions others that can be asked for
   */
  static void write(JsonGenerator json, ServedVersion served, List<VersionId> versions)
      throws IOException {
    FeatureSchema schema = served.schema();
    json.writeStartObject();
    json.writeStringField("name", served.model().value());
    json.writeArrayFieldStart("versions");
    for (VersionId version : versions) {
      json.writeString(version.value());
    }
    json.writeEndArray();
    json.writeStringField("platform", PLATFORM);
    json.writeArrayFieldStart("inputs");
    tensor(json, INPUT, V2Datatype.FP64, ANY, schema.features().size());
    json.writeEndArray();
    json.writeArrayFieldStart("outputs");
    for (V2Output output : V2Output.all(schema.task())) {
      V2Datatype datatype = datatype(output, LabelStyle.NAME);
      if (output == V2Output.PROBABILITIES) {
        tensor(json, output.id(), datatype, ANY, schema.outputs());
      } else {
        tensor(json, output.id(), datatype, ANY);
      }
    }
    json.writeEndArray();
    properties(json, schema);
    json.writeEndObject();
  }

  /** The protocol's properties are texts: lists are told as JSON in them. */
  private static void properties(JsonGenerator json, FeatureSchema schema) throws IOException {
    json.writeObjectFieldStart("properties");
    json.writeStringField("features", JsonWriter.write(schema.features()));
    if (schema.task() == Task.CLASSIFICATION) {
      json.writeStringField("labels", JsonWriter.write(schema.labels()));
    }
    json.writeEndObject();
  }

  static V2Datatype datatype(V2Output output, LabelStyle labels) {
    return switch (output) {
      case LABEL ->
          switch (labels) {
            case NAME -> V2Datatype.BYTES;
            case INDEX -> V2Datatype.INT64;
          };
      case PROBABILITIES, PREDICTION -> V2Datatype.FP64;
    };
  }

  private static void tensor(JsonGenerator json, String name, V2Datatype datatype, int... shape)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("datatype", datatype.name());
    json.writeFieldName("shape");
    json.writeArray(shape, 0, shape.length);
    json.writeEndObject();
  }
}
