package dev.sundial.prediction;

import dev.sundial.json.JsonWriter;
import dev.sundial.naming.ModelName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The API as OpenAPI 3.1 describes it, made from the table of {@link Operation}s.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI Specification 3.1.1</a>
 */
final class ApiDescription {
  private final List<ModelName> models;
  private byte @Nullable [] json;
  private byte @Nullable [] html;

  ApiDescription(List<ModelName> models) {
    this.models = List.copyOf(models);
  }

  /** The document, in UTF-8; made when it is first asked for. */
  synchronized byte[] json() {
    if (json == null) {
      json = JsonWriter.write(document()).getBytes(StandardCharsets.UTF_8);
    }
    return json;
  }

  /** A page that says the same, in one line of UTF-8. */
  synchronized byte[] html() {
    if (html == null) {
      html = ApiPage.of(models).getBytes(StandardCharsets.UTF_8);
    }
    return html;
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        object(
            "title",
            "Predictions",
            "version",
            ServerAnswers.VERSION,
            "description",
            "Predictions by the models of a stage: named features, KServe's V1 and the Open"
                + " Inference Protocol (V2)."));
    document.put("servers", List.of(object("url", "./")));
    Map<String, Object> paths = new LinkedHashMap<>();
    for (Operation operation : Operation.values()) {
      paths.put(operation.path().text(), item(operation));
    }
    document.put("paths", paths);
    document.put("components", object("schemas", ApiSchemas.all()));
    return document;
  }

  private Map<String, Object> item(Operation operation) {
    Map<String, Object> item = new LinkedHashMap<>();
    List<Object> parameters = new ArrayList<>();
    operation.path().names().forEach(name -> parameters.add(parameter(name)));
    if (!parameters.isEmpty()) {
      item.put("parameters", parameters);
    }
    item.put(operation.methods().getFirst().toLowerCase(Locale.ROOT), described(operation));
    return item;
  }

  private Map<String, Object> parameter(String name) {
    Map<String, Object> schema =
        switch (name) {
          case "model" ->
              object("type", "string", "enum", models.stream().map(ModelName::value).toList());
          case "label" ->
              object("type", "string", "enum", List.of("champion", "latest", "previous"));
          default -> object("type", "string");
        };
    return object("name", name, "in", "path", "required", true, "schema", schema);
  }

  private static Map<String, Object> described(Operation operation) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("operationId", operation.name().toLowerCase(Locale.ROOT));
    described.put("tags", List.of(operation.family()));
    described.put("summary", operation.summary());
    boolean predicts = operation.kind() == Operation.Kind.PREDICT;
    if (predicts) {
      described.put("parameters", List.of(labels()));
      described.put(
          "requestBody",
          object("required", true, "content", json(ApiSchemas.request(operation.protocol()))));
    }
    described.put("responses", responses(operation, predicts));
    return described;
  }

  private static Map<String, Object> labels() {
    return object(
        "name",
        "labels",
        "in",
        "query",
        "description",
        "how classes are told",
        "schema",
        object("type", "string", "enum", List.of("name", "index"), "default", "name"));
  }

  private static Map<String, Object> responses(Operation operation, boolean predicts) {
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put(
        "200",
        operation.kind() == Operation.Kind.DOCS
            ? object("description", "a page", "content", object("text/html", object()))
            : object("description", "the answer", "content", json(ApiSchemas.answer(operation))));
    if (predicts) {
      error(responses, "400", "not JSON, or an unknown parameter");
      responses.put("413", tooLarge());
      error(responses, "415", "another media type or content encoding");
      if (operation.protocol() != Protocol.V1) {
        error(responses, "422", "not what the version reads; the field is named");
      }
    }
    if (predicts || !operation.path().names().isEmpty()) {
      error(responses, "404", "there is no such model or version");
      error(responses, "503", "no version can answer just now; retry-after tells when to ask");
    }
    error(responses, "405", "another method is answered here");
    error(responses, "401", "this stage wants a bearer token");
    error(responses, "403", "who asks may not");
    error(responses, "429", "too many requests; retry-after tells when to ask");
    error(responses, "default", "what the gateway answers when it cannot reach the function");
    return responses;
  }

  private static Map<String, Object> tooLarge() {
    Map<String, Object> content = new LinkedHashMap<>(json("TooLarge"));
    content.put("text/plain", object("schema", object("type", "string")));
    return object(
        "description", "over 1 MB, too many rows, or too large an answer", "content", content);
  }

  private static void error(Map<String, Object> responses, String status, String description) {
    responses.put(status, object("description", description, "content", json("Error")));
  }

  private static Map<String, Object> json(String schema) {
    return object("application/json", object("schema", ApiSchemas.ref(schema)));
  }

  /** A JSON object of names and values in turn. */
  static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}
