package dev.sundial.prediction;

import static dev.sundial.prediction.JsonSchema.closed;
import static dev.sundial.prediction.JsonSchema.described;
import static dev.sundial.prediction.JsonSchema.either;
import static dev.sundial.prediction.JsonSchema.list;
import static dev.sundial.prediction.JsonSchema.map;
import static dev.sundial.prediction.JsonSchema.number;
import static dev.sundial.prediction.JsonSchema.object;
import static dev.sundial.prediction.JsonSchema.ref;
import static dev.sundial.prediction.JsonSchema.rows;
import static dev.sundial.prediction.JsonSchema.text;
import static dev.sundial.prediction.JsonSchema.truth;
import static dev.sundial.prediction.JsonSchema.words;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shapes of what the API reads and answers, as JSON Schema. */
final class ApiSchemas {
  /** What the API's own errors look like. */
  static final String ERROR = "Error";

  /** What an answer to too much may look like. */
  static final String TOO_LARGE = "TooLarge";

  private ApiSchemas() {}

  /** The schema of what a protocol reads. */
  static String request(Protocol protocol) {
    return switch (protocol) {
      case NAMED -> "NamedRequest";
      case V1 -> "V1Request";
      case V2 -> "V2Request";
    };
  }

  /** The schema of what an operation answers. */
  static String answer(Operation operation) {
    return switch (operation.kind()) {
      case PREDICT ->
          switch (operation.protocol()) {
            case NAMED -> "NamedAnswer";
            case V1 -> "V1Answer";
            case V2 -> "V2Answer";
          };
      case HEALTH -> "Health";
      case MODELS -> "Models";
      case READY -> "Ready";
      case METADATA -> "Metadata";
      case SERVER -> "Server";
      case LIVE, SERVER_READY -> "ServerHealth";
      case OPENAPI -> "Description";
      case DOCS -> "Page";
    };
  }

  static Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    errors(all);
    named(all);
    v1(all);
    V2Schemas.addTo(all);
    server(all);
    return all;
  }

  private static void errors(Map<String, Object> all) {
    all.put(ERROR, closed(object("error", text("what is wrong, naming the field")), "error"));
    all.put(
        "GatewayMessage",
        object(
            "type",
            "object",
            "description",
            "What API Gateway says in its own words",
            "properties",
            object("message", text()),
            "required",
            List.of("message")));
    all.put(TOO_LARGE, either(ref(ERROR), ref("GatewayMessage")));
  }

  private static void named(Map<String, Object> all) {
    Map<String, Object> row = map(number());
    row.put("minProperties", 1);
    all.put("NamedRow", described(row, "Every feature of the model by its name, in any order"));
    // Both types in one schema, the list first: of a choice of two schemas generated clients can
    // send the object only.
    Map<String, Object> request = rows(ref("NamedRow"));
    request.put("type", List.of("array", "object"));
    request.put("minProperties", 1);
    request.put("additionalProperties", number());
    all.put("NamedRequest", described(request, "Rows, or one row without a list"));
    all.put(
        "Predictions",
        described(
            either(list(text()), list(number())),
            "Classes by name, or with `labels=index` by their places; numbers of a regression"));
    all.put(
        "NamedAnswer",
        closed(
            object(
                "prediction",
                ref("Predictions"),
                "scores",
                described(
                    rows(ref("NamedRow")), "A probability for each class; none by a regression"),
                "model",
                text(),
                "version",
                text()),
            "prediction",
            "model",
            "version"));
  }

  private static void v1(Map<String, Object> all) {
    all.put(
        "V1Row",
        described(
            either(list(number()), ref("NamedRow"), number()),
            "The features as numbers in the order of the model, or by their names; the number"
                + " alone where the model reads one"));
    all.put(
        "V1Request",
        described(
            closed(
                object(
                    "instances", rows(ref("V1Row")),
                    "inputs", described(rows(ref("V1Row")), "Means the same as `instances`"),
                    "signature_name", words(List.of("serving_default")))),
            "One of `instances` and `inputs` is needed, and not both"));
    all.put("V1Answer", closed(object("predictions", ref("Predictions")), "predictions"));
  }

  private static void server(Map<String, Object> all) {
    Map<String, Object> texts = list(text());
    all.put("Models", closed(object("models", texts), "models"));
    all.put("Health", closed(object("status", text(), "models", texts), "status", "models"));
    all.put("Ready", closed(object("name", text(), "ready", truth()), "name", "ready"));
    all.put(
        "Server",
        closed(
            object("name", text(), "version", text(), "extensions", texts),
            "name",
            "version",
            "extensions"));
    all.put("ServerHealth", closed(object("live", truth(), "ready", truth()), "live"));
    all.put("Description", described(object("type", "object"), "An OpenAPI document"));
    all.put("Page", text("HTML"));
  }
}
