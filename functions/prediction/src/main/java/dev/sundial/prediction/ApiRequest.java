package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
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
 * @param body as it stands in the event; empty when there is none
 * @param base64 whether the body is base64
 * @param requestId the gateway's; empty when it gave none that fits into a header
 */
record ApiRequest(
    String method,
    String path,
    @Nullable String contentType,
    @Nullable String contentEncoding,
    String body,
    boolean base64,
    String requestId) {

  private static final int MAX_REQUEST_ID = 128;

  /** An event is at most 6 MB, Lambda sees to that; its depth is the gateway's and authorizers'. */
  private static final JsonFactory EVENTS =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
          .build();

  /**
   * @throws Refusal 400 for anything but such an event
   */
  static ApiRequest read(InputStream event) throws Refusal {
    try (JsonParser parser = EVENTS.createParser(event)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw notAnEvent();
      }
      return new Fields().read(parser);
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
    private @Nullable String method;
    private @Nullable String path;
    private @Nullable String contentType;
    private @Nullable String contentEncoding;
    private @Nullable String body;
    private boolean base64;
    private String requestId = "";

    ApiRequest read(JsonParser parser) throws IOException, Refusal {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "httpMethod" -> method = text(parser);
          case "path" -> path = text(parser);
          case "headers", "multiValueHeaders" -> headers(parser);
          case "body" -> body = text(parser);
          case "isBase64Encoded" -> base64 = parser.currentToken() == JsonToken.VALUE_TRUE;
          case "requestContext" -> context(parser);
          default -> {}
        }
        parser.skipChildren();
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || method == null || path == null) {
        throw notAnEvent();
      }
      return new ApiRequest(
          method, path, contentType, contentEncoding, body == null ? "" : body, base64, requestId);
    }

    /** Either form of the headers, names in any case; the first one found counts. */
    private void headers(JsonParser parser) throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (contentType == null && name.equalsIgnoreCase("content-type")) {
          contentType = firstText(parser);
        } else if (contentEncoding == null && name.equalsIgnoreCase("content-encoding")) {
          contentEncoding = firstText(parser);
        } else {
          parser.skipChildren();
        }
      }
    }

    private void context(JsonParser parser) throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("requestId")) {
          String id = text(parser);
          requestId = id != null && fitsAHeader(id) ? id : "";
        }
        parser.skipChildren();
      }
    }

    private static @Nullable String text(JsonParser parser) throws IOException {
      return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
    }

    /** A text, or the first of a list of them, which is read to its end. */
    private static @Nullable String firstText(JsonParser parser) throws IOException {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        String text = text(parser);
        parser.skipChildren();
        return text;
      }
      String first = null;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() == null) {
          return first;
        }
        first = first == null ? text(parser) : first;
        parser.skipChildren();
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
