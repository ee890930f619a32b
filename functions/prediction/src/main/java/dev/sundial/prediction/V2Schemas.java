package dev.sundial.prediction;

import static dev.sundial.prediction.JsonSchema.closed;
import static dev.sundial.prediction.JsonSchema.described;
import static dev.sundial.prediction.JsonSchema.either;
import static dev.sundial.prediction.JsonSchema.integer;
import static dev.sundial.prediction.JsonSchema.list;
import static dev.sundial.prediction.JsonSchema.map;
import static dev.sundial.prediction.JsonSchema.number;
import static dev.sundial.prediction.JsonSchema.object;
import static dev.sundial.prediction.JsonSchema.ref;
import static dev.sundial.prediction.JsonSchema.text;
import static dev.sundial.prediction.JsonSchema.truth;
import static dev.sundial.prediction.JsonSchema.words;

import java.util.Arrays;
import java.util.Map;

/** The shapes of the Open Inference Protocol, as far as they are read and answered here. */
final class V2Schemas {
  private V2Schemas() {}

  static void addTo(Map<String, Object> all) {
    all.put("V2Parameters", described(object("type", "object"), "Hints"));
    all.put(
        "V2Data",
        described(
            either(list(number()), list(truth()), list(list(number())), list(list(truth()))),
            "Flat, or nested as the shape; booleans as `BOOL`"));
    all.put("V2InputTensor", input());
    all.put(
        "V2RequestedOutput",
        closed(
            object(
                "name",
                text("`label`, `probabilities` or `prediction`"),
                "parameters",
                ref("V2Parameters")),
            "name"));
    all.put("V2Request", request());
    all.put("V2OutputTensor", output());
    all.put(
        "V2Answer",
        closed(
            object(
                "model_name", text(),
                "model_version", text(),
                "id", text("the request's, or the one it was given"),
                "outputs", list(ref("V2OutputTensor"))),
            "model_name",
            "model_version",
            "id",
            "outputs"));
    metadata(all);
  }

  private static Map<String, Object> request() {
    Map<String, Object> inputs = list(ref("V2InputTensor"));
    inputs.put("minItems", 1);
    return closed(
        object(
            "id", text("comes back with the answer"),
            "model_name", text("if given, that of the path"),
            "parameters", ref("V2Parameters"),
            "inputs", inputs,
            "outputs",
                described(
                    list(ref("V2RequestedOutput")), "Those wanted; all of the model's if empty")),
        "inputs");
  }

  private static Map<String, Object> input() {
    Map<String, Object> shape = list(integer(0));
    shape.put("minItems", 1);
    shape.put("maxItems", 2);
    return described(
        closed(
            object(
                "name", text(),
                "shape", shape,
                "datatype", datatype(),
                "parameters", ref("V2Parameters"),
                "data", ref("V2Data")),
            "name",
            "shape",
            "datatype",
            "data"),
        "All features as `[rows, features]` under any name, or one of them as `[rows]` or"
            + " `[rows, 1]` under its own");
  }

  private static Map<String, Object> output() {
    return closed(
        object(
            "name", text(),
            "shape", list(integer(0)),
            "datatype", datatype(),
            "data", ref("Predictions")),
        "name",
        "shape",
        "datatype",
        "data");
  }

  private static void metadata(Map<String, Object> all) {
    all.put(
        "TensorMetadata",
        closed(
            object("name", text(), "datatype", datatype(), "shape", list(integer(-1))),
            "name",
            "datatype",
            "shape"));
    all.put(
        "Metadata",
        closed(
            object(
                "name", text(),
                "versions", list(text()),
                "platform", text(),
                "inputs", list(ref("TensorMetadata")),
                "outputs", list(ref("TensorMetadata")),
                "properties",
                    described(
                        map(text()),
                        "`features` and, of a classification, `labels`: in their order, as a JSON"
                            + " list in a text")),
            "name",
            "versions",
            "platform",
            "inputs",
            "outputs"));
  }

  private static Map<String, Object> datatype() {
    return words(Arrays.stream(V2Datatype.values()).map(Enum::name).toList());
  }
}
