package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The parameters of a request, an input or an output: hints, of which none is known here. Who would
 * like binary tensors back is answered in JSON, as by any server without that extension.
 *
 * @see <a
 *     href="https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_binary_data.md">Binary
 *     tensor data extension</a>
 */
final class V2Parameters {
  static final String NAME = "parameters";

  /** Says that the tensor's data follows the JSON, of so many bytes. */
  private static final String BINARY_INPUT = "binary_data_size";

  private V2Parameters() {}

  /**
   * Passes over an object of hints.
   *
   * @throws Refusal 422 when one would change what the bytes mean
   */
  static void skip(JsonParser parser, String where) throws IOException, Refusal {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    String named = where.isEmpty() ? NAME : where + "." + NAME;
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Refusal.unprocessable(
          named + " must be an object, was " + JsonBody.kind(parser.currentToken()));
    }
    Set<String> given = new HashSet<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (!given.add(name)) {
        throw Refusal.unprocessable(named + "." + StrictJson.shortened(name) + " is given twice");
      }
      if (name.equals(BINARY_INPUT)) {
        throw Refusal.unprocessable(
            named + "." + BINARY_INPUT + ": binary tensors are not read; send \"data\"");
      }
      parser.skipChildren();
    }
  }
}
