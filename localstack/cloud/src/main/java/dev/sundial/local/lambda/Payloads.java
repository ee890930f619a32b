package dev.sundial.local.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sundial.local.endpoint.AwsError;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What Lambda takes as an event. */
final class Payloads {
  private static final int SYNC_LIMIT_BYTES = 6 * 1024 * 1024;
  private static final int ASYNC_LIMIT_BYTES = 1024 * 1024;
  private static final byte[] NONE = {'{', '}'};
  private static final JsonFactory JSON = new JsonFactory();

  private Payloads() {}

  /** The event of a synchronous invocation: JSON of at most 6 MiB; nothing counts as {@code {}}. */
  static byte[] sync(byte[] body) {
    return checked(body, "RequestResponse", SYNC_LIMIT_BYTES);
  }

  /** The event of an asynchronous invocation: JSON of at most 1 MiB; nothing is {@code {}}. */
  static byte[] async(byte[] body) {
    return checked(body, "Event", ASYNC_LIMIT_BYTES);
  }

  private static byte[] checked(byte[] body, String type, int limitBytes) {
    if (body.length > limitBytes) {
      throw new AwsError(
          413,
          "RequestEntityTooLargeException",
          body.length
              + " byte payload is too large for the "
              + type
              + " invocation type (limit "
              + limitBytes
              + " bytes)");
    }
    if (body.length == 0) {
      return NONE;
    }
    requireJson(body);
    return body;
  }

  private static void requireJson(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() == null) {
        throw notJson("No content to map due to end-of-input");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw notJson("Trailing token " + parser.currentToken());
      }
    } catch (JsonProcessingException e) {
      throw notJson(e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AwsError notJson(String why) {
    return new AwsError(
        400, "InvalidRequestContentException", "Could not parse request body into json: " + why);
  }
}
