package dev.sundial.prediction;

import static dev.sundial.prediction.JsonSchema.object;

import dev.sundial.json.JsonWriter;
import dev.sundial.naming.ModelName;
import java.nio.charset.StandardCharsets;
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

  /** A page that says the same, in one line of UTF-8; made when it is first asked for. */
  synchronized byte[] html() {
    if (html == null) {
      html = new ApiPage(models).html().getBytes(StandardCharsets.UTF_8);
    }
    return html;
  }

  private Map<String, Object> document() {
    ApiExamples examples = new ApiExamples(models.getFirst().value());
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
                + " Inference Protocol (V2). What a model reads is told by"
                + " `GET /v2/models/{model}`."));
    // Relative to this document: right at the root of a host and below a stage's name.
    document.put("servers", List.of(object("url", ".")));
    document.put("security", Credential.anyOrNone());
    Map<String, Object> paths = new LinkedHashMap<>();
    for (Operation operation : Operation.values()) {
      String path = operation.path().text();
      // "/v2/" is answered like "/v2": no other operation, and linters want no such path.
      if (!path.endsWith("/")) {
        paths.put(path, item(operation, examples));
      }
    }
    document.put("paths", paths);
    document.put(
        "components",
        object(
            "schemas",
            ApiSchemas.all(),
            "responses",
            ApiResponses.shared(),
            "headers",
            ApiResponses.headers(),
            "examples",
            examples.described(),
            "securitySchemes",
            Credential.schemes()));
    return document;
  }

  private Map<String, Object> item(Operation operation, ApiExamples examples) {
    Map<String, Object> item = new LinkedHashMap<>();
    List<String> names = operation.path().names();
    if (!names.isEmpty()) {
      item.put("parameters", names.stream().map(this::inPath).toList());
    }
    for (String method : operation.methods()) {
      item.put(method.toLowerCase(Locale.ROOT), described(operation, method, examples));
    }
    return item;
  }

  private Map<String, Object> inPath(String name) {
    return ApiParameters.inPath(name, models);
  }

  private static Map<String, Object> described(
      Operation operation, String method, ApiExamples examples) {
    boolean head = method.equals("HEAD");
    Map<String, Object> described = new LinkedHashMap<>();
    String id = operation.name().toLowerCase(Locale.ROOT);
    described.put("operationId", head ? id + "_head" : id);
    described.put("tags", List.of(operation.family()));
    described.put("summary", operation.summary() + (head ? ", without the body" : ""));
    if (operation.kind() == Operation.Kind.PREDICT) {
      described.put("parameters", List.of(ApiParameters.labels()));
      Protocol protocol = operation.protocol();
      described.put(
          "requestBody",
          object(
              "required",
              true,
              "content",
              ApiResponses.json(ApiSchemas.request(protocol), ApiExamples.requests(protocol))));
    }
    described.put(
        "responses",
        head ? ApiResponses.withoutBody(operation) : ApiResponses.of(operation, examples));
    return described;
  }
}
