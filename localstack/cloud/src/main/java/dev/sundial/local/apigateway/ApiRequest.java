package dev.sundial.local.apigateway;

import dev.sundial.local.signing.Arrived;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request to the deployed stage.
 *
 * @param id its request id
 * @param extendedId the gateway's own id of it
 * @param at virtual time
 * @param method such as {@code POST}
 * @param rawPath percent-encoded, starting with a slash
 * @param rawQuery percent-encoded, without the question mark
 * @param query decoded, values in their order
 * @param headers names as the client wrote them
 * @param sourceIp of the client
 * @param body at most 10 MB
 * @param arrived what came over the wire, which a signature is about
 */
record ApiRequest(
    String id,
    String extendedId,
    Instant at,
    String method,
    String rawPath,
    String rawQuery,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    String sourceIp,
    byte[] body,
    Arrived arrived) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** When it came, as {@code 20/Nov/2026:10:00:00 +0000}. */
  String time() {
    return TIME.format(at);
  }

  /** The id X-Ray would know it by. */
  String traceId() {
    return "Root=1-"
        + HexFormat.of().toHexDigits((int) at.getEpochSecond())
        + "-"
        + id.replace("-", "").substring(0, 24);
  }

  /** First value of a header, its case ignored; empty when absent. */
  String header(String name) {
    return headers.entrySet().stream()
        .filter(e -> e.getKey().equalsIgnoreCase(name))
        .map(e -> e.getValue().getFirst())
        .findFirst()
        .orElse("");
  }
}
