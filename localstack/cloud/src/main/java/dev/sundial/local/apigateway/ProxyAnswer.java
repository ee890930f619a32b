package dev.sundial.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.wire.Trees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a function returned, as the HTTP answer it describes. */
final class ProxyAnswer {
  private static final Set<String> FIELDS =
      Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");

  /** Headers a function may not set itself: they leave under another name. */
  private static final Set<String> REMAPPED =
      Set.of(
          "authorization",
          "connection",
          "content-md5",
          "date",
          "expect",
          "host",
          "server",
          "user-agent",
          "www-authenticate");

  /** Headers of the connection, which the gateway sets or drops. */
  private static final Set<String> DROPPED =
      Set.of(
          "content-length",
          "transfer-encoding",
          "keep-alive",
          "te",
          "trailer",
          "upgrade",
          "x-amzn-trace-id");

  private ProxyAnswer() {}

  /** The answer; empty when what the function returned describes none. */
  static Optional<ApiResponse> parse(byte[] payload) {
    try {
      ObjectNode answer = Trees.parse(payload);
      boolean known =
          answer.properties().stream().allMatch(field -> FIELDS.contains(field.getKey()));
      JsonNode status = answer.get("statusCode");
      if (!known || status == null || !status.asText().matches("[1-5]\\d\\d")) {
        return Optional.empty();
      }
      Map<String, List<String>> headers = new LinkedHashMap<>();
      single(answer.get("headers"), headers);
      multi(answer.get("multiValueHeaders"), headers);
      if (headers.keySet().stream().noneMatch(name -> name.equalsIgnoreCase("content-type"))) {
        headers.put("Content-Type", List.of("application/json"));
      }
      return Optional.of(new ApiResponse(status.asInt(), headers, body(answer)));
    } catch (AwsError | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] body(ObjectNode answer) {
    JsonNode body = answer.get("body");
    if (body == null || body.isNull()) {
      return new byte[0];
    }
    if (!body.isTextual()) {
      throw new IllegalArgumentException("body must be a text");
    }
    return answer.path("isBase64Encoded").asBoolean()
        ? Base64.getDecoder().decode(body.asText())
        : body.asText().getBytes(StandardCharsets.UTF_8);
  }

  private static void single(
      @org.jspecify.annotations.Nullable JsonNode from, Map<String, List<String>> to) {
    if (from != null && !from.isNull()) {
      object(from)
          .properties()
          .forEach(field -> add(to, field.getKey(), List.of(text(field.getValue()))));
    }
  }

  private static void multi(
      @org.jspecify.annotations.Nullable JsonNode from, Map<String, List<String>> to) {
    if (from != null && !from.isNull()) {
      object(from)
          .properties()
          .forEach(
              field -> {
                List<String> values = new ArrayList<>();
                field.getValue().forEach(value -> values.add(text(value)));
                add(to, field.getKey(), values);
              });
    }
  }

  private static JsonNode object(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("headers must be an object");
    }
    return node;
  }

  private static String text(JsonNode value) {
    if (value.isContainerNode()) {
      throw new IllegalArgumentException("a header must be a text");
    }
    return value.asText();
  }

  private static void add(Map<String, List<String>> to, String name, List<String> values) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!DROPPED.contains(lower)) {
      to.put(REMAPPED.contains(lower) ? "x-amzn-Remapped-" + name : name, values);
    }
  }
}
