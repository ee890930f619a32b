package dev.sundial.local.apigateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A request to the deployed stage.
 *
 * @param id its request id
 * @param extendedId the gateway's own id of it
 * @param at virtual time
 * @param method such as {@code POST}
 * @param rawPath percent-encoded, starting with a slash
 * @param query decoded, values in their order
 * @param headers names as the client wrote them
 * @param sourceIp of the client
 * @param body at most 10 MB
 */
record ApiRequest(
    String id,
    String extendedId,
    Instant at,
    String method,
    String rawPath,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    String sourceIp,
    byte[] body) {

  /** First value of a header, its case ignored; empty when absent. */
  String header(String name) {
    return headers.entrySet().stream()
        .filter(e -> e.getKey().equalsIgnoreCase(name))
        .map(e -> e.getValue().getFirst())
        .findFirst()
        .orElse("");
  }
}
