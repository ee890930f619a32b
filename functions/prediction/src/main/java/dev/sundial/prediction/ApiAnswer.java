package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sundial.serving.ServedVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A response on its way to the caller. */
final class ApiAnswer {
  private int status = 200;
  private Refusal.Header header = Refusal.Header.NONE;
  private @Nullable ServedVersion served;
  private boolean stale;
  private final AnswerBuffer body = new AnswerBuffer();

  /** Where a protocol writes its JSON. */
  OutputStream body() {
    return body;
  }

  /** The version that gives this answer, or whose schema refuses it. */
  void by(ServedVersion version, boolean isStale) {
    served = version;
    stale = isStale;
  }

  /** Answers {@code {"error":"…"}} in place of anything written so far. */
  void refuse(Refusal refusal) throws IOException {
    status = refusal.status();
    header = refusal.header();
    body.reset();
    try (JsonGenerator json = NamedFeatureReader.JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringField("error", wellFormed(refusal.reason()));
      json.writeEndObject();
    }
  }

  int status() {
    return status;
  }

  /**
   * The proxy response that API Gateway reads.
   *
   * @param withBody false for an answer to HEAD
   * @throws AnswerTooLargeException when Lambda could not carry it
   */
  byte[] toProxyResponse(String requestId, boolean withBody) throws IOException {
    AnswerBuffer out = new AnswerBuffer();
    try (JsonGenerator json = NamedFeatureReader.JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", status);
      json.writeObjectFieldStart("headers");
      json.writeStringField("content-type", "application/json");
      json.writeStringField("x-request-id", requestId);
      if (served != null) {
        json.writeStringField("x-model-name", served.model().value());
        json.writeStringField("x-model-version", served.version());
        if (stale) {
          json.writeStringField("x-model-stale", "true");
        }
      }
      if (!header.name().isEmpty()) {
        json.writeStringField(header.name(), header.value());
      }
      json.writeEndObject();
      json.writeBooleanField("isBase64Encoded", false);
      json.writeFieldName("body");
      if (withBody) {
        body.writeAsText(json);
      } else {
        json.writeString("");
      }
      json.writeEndObject();
    }
    return out.bytes();
  }

  /** What a caller sent may end in the middle of a character; JSON may not. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
