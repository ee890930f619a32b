package dev.sundial.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.wire.Trees;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a message says.
 *
 * @param whole as it was sent, which is what counts against the limit
 * @param usual the text that every protocol gets which has none of its own
 * @param byProtocol texts for single protocols
 */
record Texts(String whole, String usual, Map<String, String> byProtocol) {
  private static final String USUAL = "default";

  Texts {
    byProtocol = Map.copyOf(byProtocol);
  }

  /** One text for everybody. */
  static Texts of(String message) {
    return new Texts(message, message, Map.of());
  }

  /**
   * Reads the texts of {@code MessageStructure: json}.
   *
   * @throws AwsError {@code InvalidParameter} when there is no default
   */
  static Texts parse(String json) {
    ObjectNode node;
    try {
      node = Trees.parse(json.getBytes(StandardCharsets.UTF_8));
    } catch (AwsError e) {
      throw SnsErrors.invalid("Message Structure - JSON message body failed to parse");
    }
    if (!node.path(USUAL).isTextual()) {
      throw SnsErrors.invalid("Message Structure - No default entry in JSON message body");
    }
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isTextual()) {
        throw SnsErrors.invalid(
            "Message Structure - " + entry.getKey() + " entry in JSON message body is no text");
      }
      texts.put(entry.getKey(), entry.getValue().asText());
    }
    return new Texts(json, node.path(USUAL).asText(), texts);
  }
}
