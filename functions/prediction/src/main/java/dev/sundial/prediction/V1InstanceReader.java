package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sundial.serving.ServedVersion;
import java.io.IOException;

/**
 * Reads {@code {"instances":[…]}}, or {@code "inputs"}: each instance a list of numbers in the
 * order of the schema, or an object of named features.
 *
 * @see <a
 *     href="https://kserve.github.io/website/latest/modelserving/data_plane/v1_protocol/">KServe's
 *     V1 protocol</a>
 */
final class V1InstanceReader {
  private static final String SIGNATURE = "signature_name";
  private static final String ONLY_SIGNATURE = "serving_default";

  private final RowReader reader;
  private String given = "";

  private V1InstanceReader(ServedVersion served) {
    this.reader = new RowReader(served, "instance");
  }

  /**
   * @throws Refusal as {@link Protocol#read}
   */
  static RowBatch read(String body, ServedVersion served) throws Refusal {
    V1InstanceReader reading = new V1InstanceReader(served);
    JsonBody.read(body, "an object with a list of instances", reading::document);
    return reading.reader.rows();
  }

  private void document(JsonParser parser) throws IOException, Refusal {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Refusal.unprocessable(
          "the body must be an object with a list of instances, was "
              + JsonBody.kind(parser.currentToken()));
    }
    boolean signature = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "instances", "inputs" -> instances(name, parser);
        case SIGNATURE -> {
          if (signature) {
            throw Refusal.unprocessable("\"" + SIGNATURE + "\" is given twice");
          }
          signature = true;
          signature(parser);
        }
        default ->
            throw Refusal.unprocessable(
                "\"" + StrictJson.shortened(name) + "\" is not known; send \"instances\"");
      }
    }
    if (given.isEmpty()) {
      throw Refusal.unprocessable("\"instances\" is missing");
    }
  }

  private static void signature(JsonParser parser) throws IOException, Refusal {
    if (parser.currentToken() != JsonToken.VALUE_STRING
        || !parser.getText().equals(ONLY_SIGNATURE)) {
      throw Refusal.unprocessable("\"" + SIGNATURE + "\" may only be \"" + ONLY_SIGNATURE + "\"");
    }
  }

  private void instances(String name, JsonParser parser) throws IOException, Refusal {
    if (!given.isEmpty()) {
      throw Refusal.unprocessable(
          given.equals(name)
              ? "\"" + name + "\" is given twice"
              : "\"instances\" and \"inputs\" mean the same; send one of them");
    }
    given = name;
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Refusal.unprocessable(
          "\"" + name + "\" must be a list, was " + JsonBody.kind(parser.currentToken()));
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      switch (parser.currentToken()) {
        case START_ARRAY -> reader.listed(parser);
        case START_OBJECT -> reader.named(parser);
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> reader.single(parser);
        default ->
            throw reader.refusedNext(
                "it must be a list of numbers or an object of named features, was "
                    + JsonBody.kind(parser.currentToken()));
      }
    }
    if (reader.rows().rows() == 0) {
      throw Refusal.unprocessable("\"" + name + "\" is empty; send at least one instance");
    }
  }
}
