package dev.sundial.local.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.Map;

/**
 * Something that was given up on.
 *
 * @param reason in one line
 * @param requestId of the invocation that was given up on; empty when none was made
 * @param payload the event that was to be handled
 * @param sent virtual time at which it was given up
 */
record Failure(
    String id,
    Instant sent,
    String reason,
    String requestId,
    String payload,
    Map<String, String> attributes,
    String body) {

  static Failure of(FailureQueue.Kind kind, QueueSource.Message message) {
    JsonNode body = json(message.body());
    return new Failure(
        message.id(),
        message.sent(),
        reason(kind, message, body),
        body.at("/requestContext/requestId").asText(""),
        body.path("requestContext").isObject()
            ? body.path("requestPayload").toString()
            : message.body(),
        message.attributes(),
        message.body());
  }

  private static String reason(FailureQueue.Kind kind, QueueSource.Message message, JsonNode body) {
    Map<String, String> attributes = message.attributes();
    return switch (kind) {
      case DELIVERY ->
          joined(
              attributes.getOrDefault("ERROR_CODE", "undeliverable"),
              attributes.getOrDefault("ERROR_MESSAGE", ""));
      case INVOCATION -> {
        String condition = body.path("requestContext").path("condition").asText();
        JsonNode answer = body.path("responsePayload");
        yield condition.isEmpty()
            ? joined("given up", attributes.getOrDefault("ErrorMessage", ""))
            : joined(
                condition
                    + " after "
                    + body.at("/requestContext/approximateInvokeCount").asInt()
                    + " attempts",
                answer.path("errorMessage").asText(answer.path("errorType").asText()));
      }
      case RECEIVE -> "received too often";
    };
  }

  private static String joined(String what, String why) {
    return why.isEmpty() ? what : what + ": " + why;
  }

  private static JsonNode json(String text) {
    try {
      return Pages.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
