package dev.sundial.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that matched a route.
 *
 * @param request as it came
 * @param labels the path's labels, decoded
 */
public record RestCall(AwsRequest request, Map<String, String> labels) {

  /** A label of the route's path. */
  public String label(String name) {
    String value = labels.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no label " + name);
    }
    return value;
  }

  /** The segments of a path, still percent-encoded; slashes around it do not count. */
  public static List<String> segments(String rawPath) {
    String trimmed = rawPath.replaceAll("^/+|/+$", "");
    return trimmed.isEmpty() ? List.of() : List.of(trimmed.split("/"));
  }

  /** Percent-decoded; a plus stays a plus. */
  public static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new AwsError(400, "BadRequestException", "Malformed percent-encoding in " + segment);
    }
  }

  /** A query parameter. */
  public String query(String name, String absent) {
    return request.query().first(name, absent);
  }

  /** The body as an object. */
  public ObjectNode body() {
    return Trees.parse(request.bytes());
  }

  /** An answer in JSON. */
  public AwsResponse json(int status, JsonNode body) {
    return bytes(status, Map.of("Content-Type", "application/json"), Trees.bytes(body));
  }

  /** An answer without a body. */
  public AwsResponse empty(int status) {
    return bytes(status, Map.of(), new byte[0]);
  }

  /** An answer of bytes with more headers. */
  public AwsResponse bytes(int status, Map<String, String> headers, byte[] body) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("x-amzn-RequestId", request.id());
    return new AwsResponse(status, Headers.of(all), new AwsResponse.Body.Bytes(body));
  }
}
