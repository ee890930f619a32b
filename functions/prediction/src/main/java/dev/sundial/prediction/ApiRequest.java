package dev.sundial.prediction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What is needed of a REST API's proxy event (payload version 1.0).
 *
 * @param method such as {@code POST}
 * @param path below the stage, still percent-encoded, such as {@code /models/iris/predict}
 * @param contentType null when not sent
 * @param contentEncoding null when not sent
 * @param origin of the page whose script asks; null when not sent
 * @param labels the parameter of that name; null when not sent
 * @param body as it stands in the event; empty when there is none
 * @param base64 whether the body is base64
 * @param requestId the gateway's; empty when it gave none that fits into a header
 */
record ApiRequest(
    String method,
    String path,
    @Nullable String contentType,
    @Nullable String contentEncoding,
    @Nullable String origin,
    @Nullable String labels,
    String body,
    boolean base64,
    String requestId) {

  private static final int MAX_REQUEST_ID = 128;

  /**
   * @throws Refusal 400 for anything but such an event
   */
  static ApiRequest read(InputStream event) throws Refusal {
    try {
      return new Fields(new EventCursor(event.readAllBytes())).read();
    } catch (IOException e) {
      throw notAnEvent();
    }
  }

  /**
   * The body as text.
   *
   * @throws Refusal 400 when it is not base64 where it says so, or not UTF-8
   */
  String text() throws Refusal {
    if (!base64) {
      return body;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(body);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw Refusal.badRequest("the body is not UTF-8");
    }
  }

  private static Refusal notAnEvent() {
    return Refusal.badRequest(
        "this function answers proxy events of an API Gateway REST API; the event has no"
            + " httpMethod and path");
  }

  /** The fields of an event while it is read. */
  private static final class Fields {
    private final EventCursor event;
    private @Nullable String method;
    private @Nullable String path;
    private @Nullable String contentType;
    private @Nullable String contentEncoding;
    private @Nullable String origin;
    private @Nullable String body;
    private @Nullable String labels;
    private boolean base64;
    private String requestId = "";

    Fields(EventCursor event) {
      this.event = event;
    }

    ApiRequest read() throws IOException, Refusal {
      if (!event.object()) {
        throw notAnEvent();
      }
      while (event.field()) {
        if (event.named("httpMethod")) {
          method = text();
        } else if (event.named("path")) {
          path = text();
        } else if (event.named("headers") || event.named("multiValueHeaders")) {
          headers();
        } else if (event.named("queryStringParameters")) {
          query();
        } else if (event.named("requestContext")) {
          context();
        } else if (event.named("body")) {
          body = text();
        } else if (event.named("isBase64Encoded")) {
          base64 = event.isTrue();
          event.skip();
        } else {
          event.skip();
        }
      }
      if (method == null || path == null) {
        throw notAnEvent();
      }
      return new ApiRequest(
          method,
          path,
          contentType,
          contentEncoding,
          origin,
          labels,
          body == null ? "" : body,
          base64,
          requestId);
    }

    /** Either form of the headers, names in any case; the first one found counts. */
    private void headers() throws IOException {
      if (!event.object()) {
        event.skip();
        return;
      }
      while (event.field()) {
        if (contentType == null && event.namedLike("content-type")) {
          contentType = firstText();
        } else if (contentEncoding == null && event.namedLike("content-encoding")) {
          contentEncoding = firstText();
        } else if (origin == null && event.namedLike("origin")) {
          origin = firstText();
        } else {
          event.skip();
        }
      }
    }

    /** Of several values of a parameter a gateway gives the last one here. */
    private void query() throws IOException {
      if (!event.object()) {
        event.skip();
        return;
      }
      while (event.field()) {
        if (event.named("labels")) {
          labels = text();
        } else {
          event.skip();
        }
      }
    }

    private void context() throws IOException {
      if (!event.object()) {
        event.skip();
        return;
      }
      while (event.field()) {
        if (event.named("requestId")) {
          String id = text();
          requestId = id != null && fitsAHeader(id) ? id : "";
        } else {
          event.skip();
        }
      }
    }

    /** Reads a text, or skips another value. */
    private @Nullable String text() throws IOException {
      if (event.isText()) {
        return event.text();
      }
      event.skip();
      return null;
    }

    /** Reads a text, or a list of which the first text counts. */
    private @Nullable String firstText() throws IOException {
      if (!event.list()) {
        return text();
      }
      String first = null;
      while (event.item()) {
        String text = text();
        first = first == null ? text : first;
      }
      return first;
    }

    private static boolean fitsAHeader(String id) {
      return !id.isEmpty()
          && id.length() <= MAX_REQUEST_ID
          && id.chars()
              .allMatch(
                  c -> c < 0x80 && (Character.isLetterOrDigit(c) || "-_=+/.:".indexOf(c) >= 0));
    }
  }
}
