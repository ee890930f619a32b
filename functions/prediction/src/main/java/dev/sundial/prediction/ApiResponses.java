package dev.sundial.prediction;

import static dev.sundial.prediction.JsonSchema.object;
import static dev.sundial.prediction.JsonSchema.ref;

import dev.sundial.prediction.ApiExamples.Example;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The responses of the API's operations, as OpenAPI describes them. */
final class ApiResponses {
  private static final String WITHOUT_BODY = "WithoutBody";

  private ApiResponses() {}

  /** Those an operation refers to, by their names. */
  static Map<String, Object> shared() {
    Map<String, Object> shared = new LinkedHashMap<>();
    for (ApiStatus status : ApiStatus.values()) {
      Map<String, Object> response = response(status.when(), status.headers());
      if (mayAnswerHead(status)) {
        shared.put(status.component() + WITHOUT_BODY, new LinkedHashMap<>(response));
      }
      response.put(
          "content",
          status == ApiStatus.TOO_LARGE ? tooLarge() : json(ApiSchemas.ERROR, List.of()));
      shared.put(status.component(), response);
    }
    return shared;
  }

  private static boolean mayAnswerHead(ApiStatus status) {
    return Arrays.stream(Operation.values())
        .anyMatch(operation -> operation.methods().contains("HEAD") && status.mayAnswer(operation));
  }

  /** The headers they refer to. */
  static Map<String, Object> headers() {
    Map<String, Object> headers = new LinkedHashMap<>();
    for (AnswerHeader header : AnswerHeader.values()) {
      headers.put(
          header.header(),
          object(
              "description",
              header.meaning(),
              "schema",
              header.isNumber() ? JsonSchema.integer(0) : JsonSchema.text()));
    }
    return headers;
  }

  static Map<String, Object> of(Operation operation, ApiExamples examples) {
    Map<String, Object> success = success(operation);
    success.put("content", content(operation, examples));
    return responses(operation, success, "");
  }

  /** Those to the same request by HEAD: the same statuses and headers, and no body. */
  static Map<String, Object> withoutBody(Operation operation) {
    return responses(operation, success(operation), WITHOUT_BODY);
  }

  private static Map<String, Object> responses(
      Operation operation, Map<String, Object> success, String kind) {
    Map<String, Object> responses = object("200", success);
    for (ApiStatus status : ApiStatus.values()) {
      if (status.mayAnswer(operation)) {
        responses.put(Integer.toString(status.code()), ref("responses", status.component() + kind));
      }
    }
    return responses;
  }

  private static Map<String, Object> success(Operation operation) {
    return response(operation.summary(), ApiStatus.headersOfSuccess(operation));
  }

  private static Map<String, Object> response(String description, List<AnswerHeader> headers) {
    return object("description", description, "headers", headers(headers));
  }

  private static Map<String, Object> content(Operation operation, ApiExamples examples) {
    String schema = ApiSchemas.answer(operation);
    return switch (operation.kind()) {
      case PREDICT -> json(schema, examples.answers(operation.protocol()));
      case DOCS -> object("text/html", object("schema", ref(schema)));
      case OPENAPI, HEALTH, MODELS, READY, METADATA, SERVER, LIVE, SERVER_READY ->
          json(schema, List.of());
    };
  }

  /** API Gateway's own answer to more than 10 MB, of a type that depends on the request. */
  private static Map<String, Object> tooLarge() {
    Map<String, Object> content = json(ApiSchemas.TOO_LARGE, List.of());
    content.put("text/plain", object("schema", JsonSchema.text()));
    return content;
  }

  /** A body of JSON. */
  static Map<String, Object> json(String schema, List<Example> examples) {
    Map<String, Object> media = object("schema", ref(schema));
    if (!examples.isEmpty()) {
      Map<String, Object> named = new LinkedHashMap<>();
      for (Example example : examples) {
        named.put(example.id(), ref("examples", example.id()));
      }
      media.put("examples", named);
    }
    return object("application/json", media);
  }

  private static Map<String, Object> headers(List<AnswerHeader> headers) {
    Map<String, Object> described = new LinkedHashMap<>();
    for (AnswerHeader header : headers) {
      described.put(header.header(), ref("headers", header.header()));
    }
    return described;
  }
}
