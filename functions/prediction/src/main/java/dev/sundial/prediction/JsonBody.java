package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.sundial.json.JsonReader;
import java.io.IOException;

/** Reads the body of a request, which must be one JSON value, as a stream. */
final class JsonBody {
  private JsonBody() {}

  /** A document that is read as a stream. */
  @FunctionalInterface
  interface Document {
    void read(JsonParser parser) throws IOException, Refusal;
  }

  /**
   * Reads a body that must be one JSON value.
   *
   * @param expected what to send, told to who sends nothing
   * @throws Refusal 400 when it is not JSON, and what reading it throws
   */
  static void read(String body, String expected, Document document) throws Refusal {
    if (body.isBlank()) {
      throw Refusal.badRequest("the body is empty; send " + expected);
    }
    try (JsonParser parser = StrictJson.FACTORY.createParser(body)) {
      try {
        parser.nextToken();
        document.read(parser);
        if (parser.nextToken() != null) {
          throw Refusal.badRequest("the body goes on after its end");
        }
      } catch (JsonProcessingException e) {
        throw notJson(parser, e);
      }
    } catch (IOException e) {
      throw Refusal.badRequest("the body is not JSON");
    }
  }

  private static Refusal notJson(JsonParser parser, JsonProcessingException e) throws IOException {
    String name = parser.currentName();
    String place =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    String at = parser.getParsingContext().pathAsPointer().toString();
    return Refusal.badRequest(
        what(e)
            + place
            + (name != null
                ? ", at \"" + StrictJson.shortened(name) + "\""
                : at.isEmpty() ? "" : ", at " + StrictJson.shortened(at)));
  }

  /** A limit of the reader, a number that is none, or anything else that is not JSON. */
  private static String what(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (e instanceof StreamConstraintsException) {
      return message.contains("nesting depth")
          ? "the body is nested deeper than " + JsonReader.MAX_DEPTH + " levels"
          : message.startsWith("Number")
              ? "the body holds a number of more than "
                  + StrictJson.MAX_NUMBER_LENGTH
                  + " characters"
              : "the body holds a name or text that is too long";
    }
    return message.contains("'NaN'") || message.contains("INF") || message.contains("Infinity")
        ? "the body is not JSON: NaN and Infinity are no numbers, each must be finite"
        : "the body is not JSON";
  }

  /** What a token begins, in words. */
  static String kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "nothing";
    };
  }
}
