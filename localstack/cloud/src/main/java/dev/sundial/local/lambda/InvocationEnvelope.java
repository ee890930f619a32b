package dev.sundial.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The invocation record a destination gets, version 1.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Capturing
 *     records of asynchronous invocations</a>
 */
final class InvocationEnvelope {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private InvocationEnvelope() {}

  static String succeeded(Instant now, AsyncEvent event, FunctionVersion version, String answer) {
    ObjectNode envelope = envelope(now, event, version.qualifiedArn(), "Success", event.runs() + 1);
    response(envelope, version.version(), null, answer);
    return envelope.toString();
  }

  /**
   * @param condition {@code RetriesExhausted}, {@code EventAgeExceeded} or {@code
   *     ZeroReservedConcurrency}
   */
  static String failed(Instant now, AsyncEvent event, String functionArn, String condition) {
    ObjectNode envelope = envelope(now, event, functionArn, condition, event.runs());
    AsyncEvent.LastFailure last = event.last();
    if (last != null) {
      response(envelope, last.version(), "Unhandled", last.payload());
    }
    return envelope.toString();
  }

  private static ObjectNode envelope(
      Instant now, AsyncEvent event, String functionArn, String condition, int invokeCount) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.put("version", "1.0");
    envelope.put("timestamp", MILLIS.format(now));
    envelope
        .putObject("requestContext")
        .put("requestId", event.requestId())
        .put("functionArn", functionArn)
        .put("condition", condition)
        .put("approximateInvokeCount", invokeCount);
    envelope.set("requestPayload", json(event.payload()));
    return envelope;
  }

  private static void response(
      ObjectNode envelope, String version, @Nullable String functionError, String payload) {
    ObjectNode context = envelope.putObject("responseContext");
    context.put("statusCode", 200).put("executedVersion", version);
    if (functionError != null) {
      context.put("functionError", functionError);
    }
    envelope.set("responsePayload", json(payload));
  }

  /** The JSON; a text that is none is passed on as a text. */
  private static JsonNode json(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node.isMissingNode() ? JsonNodeFactory.instance.nullNode() : node;
    } catch (JsonProcessingException e) {
      return new TextNode(text);
    }
  }
}
