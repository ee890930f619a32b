package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sundial.naming.ModelName;
import dev.sundial.serving.ServedVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A response on its way to the caller. */
final class ApiAnswer {
  private static final String JSON = "application/json";
  private static final String HTML = "text/html; charset=utf-8";

  private int status = 200;
  private List<Header> headers = List.of();
  private @Nullable ServedVersion served;
  private boolean stale;
  private @Nullable ModelName asked;
  private int rows;
  private String contentType = JSON;
  private final AnswerBuffer body = new AnswerBuffer();

  /** Where a protocol writes its JSON. */
  OutputStream body() {
    return body;
  }

  /** The body is a page, of one line. */
  OutputStream page() {
    contentType = HTML;
    return body;
  }

  /** The version that gives this answer, or whose schema refuses it. */
  void by(ServedVersion version, boolean isStale) {
    served = version;
    stale = isStale;
  }

  /** A prediction by this model is asked for. */
  void asks(ModelName model) {
    asked = model;
  }

  /** How many rows are answered. */
  void answers(int count) {
    rows = count;
  }

  /** A defect of ours came between. */
  void breakOff() throws IOException {
    served = null;
    refuse(Refusal.internal());
  }

  /** Null when the request asks for no prediction. */
  @Nullable ModelName asked() {
    return asked;
  }

  /** The version that gives this answer; null when none does. */
  @Nullable ServedVersion served() {
    return served;
  }

  boolean isStale() {
    return stale;
  }

  int rows() {
    return rows;
  }

  /** Answers {@code {"error":"…"}} in place of anything written so far. */
  void refuse(Refusal refusal) throws IOException {
    status = refusal.status();
    contentType = JSON;
    headers = refusal.headers();
    body.reset();
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringField("error", StrictJson.wellFormed(refusal.reason()));
      json.writeEndObject();
    }
  }

  /** Answers that there is nothing to say. */
  void nothing() {
    status = 204;
  }

  int status() {
    return status;
  }

  /**
   * The proxy response that API Gateway reads.
   *
   * @param requestId of letters, digits and signs that JSON does not escape
   * @param withBody false for an answer to HEAD
   * @param readers who may read it
   * @throws AnswerTooLargeException when Lambda could not carry it
   */
  byte[] toProxyResponse(String requestId, boolean withBody, List<Header> readers)
      throws AnswerTooLargeException {
    AnswerBuffer out = new AnswerBuffer();
    out.ascii("{\"statusCode\":");
    out.ascii(Integer.toString(status));
    out.ascii(",\"headers\":{\"content-type\":\"");
    out.ascii(contentType);
    out.ascii("\"");
    header(out, "x-request-id", requestId);
    if (served != null) {
      header(out, "x-model-name", served.model().value());
      header(out, "x-model-version", served.version());
      if (stale) {
        header(out, "x-model-stale", "true");
      }
    }
    for (Header header : headers) {
      header(out, header.name(), header.value());
    }
    for (Header header : readers) {
      header(out, header.name(), header.value());
    }
    out.ascii("},\"isBase64Encoded\":false,\"body\":\"");
    if (withBody) {
      out.escaped(body);
    }
    out.ascii("\"}");
    return out.bytes();
  }

  private static void header(AnswerBuffer out, String name, String value)
      throws AnswerTooLargeException {
    out.ascii(",\"");
    out.ascii(name);
    out.ascii("\":\"");
    out.ascii(value);
    out.ascii("\"");
  }
}
