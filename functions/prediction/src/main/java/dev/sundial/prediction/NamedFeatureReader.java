package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sundial.serving.ServedVersion;
import java.io.IOException;

/** Reads named features: one object, or a list of them. */
final class NamedFeatureReader {
  private final ServedVersion served;
  private RowBatch rows;

  private NamedFeatureReader(ServedVersion served) {
    this.served = served;
    this.rows = new RowBatch(served.schema().features().size());
  }

  /**
   * Reads a body against the schema of the version that will answer.
   *
   * @throws Refusal 400 when it is not JSON, 413 when it has too many rows, 422 naming the feature,
   *     and in a list the row from 0, otherwise
   */
  static RowBatch read(String body, ServedVersion served) throws Refusal {
    NamedFeatureReader reading = new NamedFeatureReader(served);
    JsonBody.read(body, "an object of named features, or a list", reading::document);
    return reading.rows;
  }

  private void document(JsonParser parser) throws IOException, Refusal {
    boolean list = parser.currentToken() == JsonToken.START_ARRAY;
    RowReader reader = new RowReader(served, list ? "row" : "");
    if (list) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        row(reader, parser, "it");
      }
      if (reader.rows().rows() == 0) {
        throw Refusal.unprocessable("the list is empty; send at least one row");
      }
    } else {
      row(reader, parser, "the body");
    }
    rows = reader.rows();
  }

  private static void row(RowReader reader, JsonParser parser, String what)
      throws IOException, Refusal {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.START_OBJECT) {
      throw reader.refusedNext(
          what + " must be an object of named features, was " + JsonBody.kind(token));
    }
    reader.named(parser);
  }
}
