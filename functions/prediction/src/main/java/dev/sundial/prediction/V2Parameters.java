package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The parameters of a request, an input or an output: hints, of which none is known here. */
final class V2Parameters {
  static final String NAME = "parameters";

  private V2Parameters() {}

  /**
   * Passes over an object of hints.
   *
   * @throws Refusal 422 when one would change what the bytes mean
   */
  static void skip(JsonParser parser, String where) throws IOException, Refusal {
    String named = where.isEmpty() ? NAME : where + "." + NAME;
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Refusal.unprocessable(
          named + " must be an object, was " + JsonBody.kind(parser.currentToken()));
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.startsWith("binary_data") && value != JsonToken.VALUE_FALSE) {
        throw Refusal.unprocessable(
            named + "." + StrictJson.shortened(name) + ": binary tensors are not read; send JSON");
      }
      parser.skipChildren();
    }
  }
}
