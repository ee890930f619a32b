package dev.sundial.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON strictly: at most 1 MiB and 32 levels, no duplicate keys, no trailing tokens, no NaN
 * or Infinity, no comments.
 */
public final class JsonReader {
  /** Deepest nesting that is read. */
  public static final int MAX_DEPTH = 32;

  /** Longest document that is read, in bytes. */
  public static final int MAX_BYTES = 1024 * 1024;

  /** The one factory with these limits; for readers that stream. */
  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxDocumentLength(MAX_BYTES)
                  .maxNumberLength(100)
                  .build())
          .build();

  private JsonReader() {}

  /**
   * Reads one document.
   *
   * @param source what it is, for messages
   * @throws InvalidDocumentException naming line and path
   */
  public static Value read(String source, byte[] json) {
    Value.Place root = new Value.Place(source, 1, "");
    if (json.length > MAX_BYTES) {
      throw InvalidDocumentException.at(root, "is longer than " + MAX_BYTES + " bytes");
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() == null) {
        throw InvalidDocumentException.at(root, "is empty");
      }
      Value value = value(parser, root);
      if (parser.nextToken() != null) {
        throw InvalidDocumentException.at(root, "goes on after its end");
      }
      return value;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw InvalidDocumentException.at(
          new Value.Place(source, line, ""), "is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw InvalidDocumentException.at(root, "is not JSON: " + e.getMessage());
    }
  }

  public static Value read(String source, String json) {
    return read(source, json.getBytes(StandardCharsets.UTF_8));
  }

  private static Value value(JsonParser parser, Value.Place at) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> fields(parser, at);
      case START_ARRAY -> items(parser, at);
      case VALUE_STRING -> new Value.Text(at, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Number(at, parser.getDecimalValue());
      case VALUE_TRUE -> new Value.Truth(at, true);
      case VALUE_FALSE -> new Value.Truth(at, false);
      case VALUE_NULL -> new Value.Nothing(at);
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new JsonParseException(parser, "unexpected " + token);
    };
  }

  private static Value fields(JsonParser parser, Value.Place at) throws IOException {
    Map<String, Value> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser, at.child(name, line(parser))));
    }
    return new Value.Fields(at, fields);
  }

  private static Value items(JsonParser parser, Value.Place at) throws IOException {
    List<Value> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, at.element(items.size(), line(parser))));
    }
    return new Value.Items(at, items);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
