package dev.sundial.prediction;

import static dev.sundial.prediction.ApiDescription.object;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shapes of what the API reads and answers, as JSON Schema. */
final class ApiSchemas {
  private static final Map<String, Object> TEXT = object("type", "string");
  private static final Map<String, Object> NUMBER = object("type", "number");
  private static final Map<String, Object> LENGTH = object("type", "integer", "minimum", 0);

  private ApiSchemas() {}

  static Map<String, Object> ref(String name) {
    return object("$ref", "#/components/schemas/" + name);
  }

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
      case OPENAPI, DOCS -> "Description";
    };
  }

  static Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("Error", closed(object("error", TEXT), "error"));
    all.put(
        "TooLarge",
        object(
            "description",
            "Told by the API, or by the gateway in its own words",
            "oneOf",
            List.of(
                ref("Error"),
                object(
                    "type",
                    "object",
                    "required",
                    List.of("message"),
                    "properties",
                    object("message", TEXT)))));
    named(all);
    v1(all);
    v2(all);
    server(all);
    return all;
  }

  private static void named(Map<String, Object> all) {
    all.put(
        "NamedRow", object("type", "object", "minProperties", 1, "additionalProperties", NUMBER));
    all.put(
        "NamedRequest",
        object("oneOf", List.of(ref("NamedRow"), list(ref("NamedRow"), RowReader.MAX_ROWS))));
    all.put(
        "NamedAnswer",
        closed(
            object(
                "prediction",
                predictions(),
                "scores",
                list(ref("NamedRow"), RowReader.MAX_ROWS),
                "model",
                TEXT,
                "version",
                TEXT),
            "prediction",
            "model",
            "version"));
  }

  private static void v1(Map<String, Object> all) {
    Map<String, Object> instance =
        object("oneOf", List.of(object("type", "array", "items", NUMBER), ref("NamedRow")));
    Map<String, Object> request =
        closed(
            object(
                "instances", list(instance, RowReader.MAX_ROWS),
                "inputs", list(instance, RowReader.MAX_ROWS),
                "signature_name", object("const", "serving_default")));
    request.put(
        "oneOf",
        List.of(object("required", List.of("instances")), object("required", List.of("inputs"))));
    all.put("V1Request", request);
    all.put("V1Answer", closed(object("predictions", predictions()), "predictions"));
  }

  private static void v2(Map<String, Object> all) {
    Map<String, Object> shape =
        object("type", "array", "items", LENGTH, "minItems", 1, "maxItems", 2);
    Map<String, Object> datatype =
        object("enum", Arrays.stream(V2Datatype.values()).map(Enum::name).toList());
    Map<String, Object> hints = object("type", "object");
    all.put(
        "V2Tensor",
        closed(
            object(
                "name", TEXT,
                "shape", shape,
                "datatype", datatype,
                "parameters", hints,
                "data", object("type", "array")),
            "name",
            "shape",
            "datatype",
            "data"));
    all.put(
        "V2Request",
        closed(
            object(
                "id",
                TEXT,
                "model_name",
                TEXT,
                "parameters",
                hints,
                "inputs",
                object("type", "array", "minItems", 1, "items", ref("V2Tensor")),
                "outputs",
                object(
                    "type",
                    "array",
                    "items",
                    closed(object("name", TEXT, "parameters", hints), "name"))),
            "inputs"));
    all.put(
        "V2Answer",
        closed(
            object(
                "model_name", TEXT,
                "model_version", TEXT,
                "id", TEXT,
                "outputs", object("type", "array", "items", ref("V2Tensor"))),
            "model_name",
            "model_version",
            "id",
            "outputs"));
    Map<String, Object> described =
        object(
            "type",
            "array",
            "items",
            closed(
                object(
                    "name", TEXT,
                    "datatype", datatype,
                    "shape",
                        object("type", "array", "items", object("type", "integer", "minimum", -1))),
                "name",
                "datatype",
                "shape"));
    all.put(
        "Metadata",
        closed(
            object(
                "name", TEXT,
                "versions", object("type", "array", "items", TEXT),
                "platform", TEXT,
                "inputs", described,
                "outputs", described,
                "properties", object("type", "object", "additionalProperties", TEXT)),
            "name",
            "versions",
            "platform",
            "inputs",
            "outputs"));
  }

  private static void server(Map<String, Object> all) {
    Map<String, Object> truth = object("type", "boolean");
    Map<String, Object> texts = object("type", "array", "items", TEXT);
    all.put("Models", closed(object("models", texts), "models"));
    all.put("Health", closed(object("status", TEXT, "models", texts), "status", "models"));
    all.put("Ready", closed(object("name", TEXT, "ready", truth), "name", "ready"));
    all.put(
        "Server",
        closed(
            object("name", TEXT, "version", TEXT, "extensions", texts),
            "name",
            "version",
            "extensions"));
    all.put("ServerHealth", closed(object("live", truth, "ready", truth), "live"));
    all.put(
        "Description", object("type", "object", "required", List.of("openapi", "info", "paths")));
  }

  private static Map<String, Object> predictions() {
    return list(object("type", List.of("string", "number")), RowReader.MAX_ROWS);
  }

  private static Map<String, Object> list(Object items, int most) {
    return object("type", "array", "items", items, "minItems", 1, "maxItems", most);
  }

  /** An object of these members and no other. */
  private static Map<String, Object> closed(Map<String, Object> members, String... required) {
    Map<String, Object> closed = object("type", "object", "properties", members);
    if (required.length > 0) {
      closed.put("required", List.of(required));
    }
    closed.put("additionalProperties", false);
    return closed;
  }
}
