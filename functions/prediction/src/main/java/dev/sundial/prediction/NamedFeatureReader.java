package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.serving.ServedVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads named features: one object, or a list of them, each holding every feature of the model by
 * its name, as a finite number, and nothing else.
 */
final class NamedFeatureReader {
  /** Most rows in one request. */
  static final int MAX_ROWS = 10_000;

  private static final int MAX_LISTED = 10;

  private final ServedVersion served;
  private final FeatureSchema schema;
  private final RowBatch rows;

  /** For each feature, the last row that gave it, from 1. */
  private final int[] seen;

  private boolean list;

  private NamedFeatureReader(ServedVersion served) {
    this.served = served;
    this.schema = served.schema();
    this.rows = new RowBatch(schema.features().size());
    this.seen = new int[schema.features().size()];
  }

  /**
   * Reads a body against the schema of the version that will answer.
   *
   * @throws Refusal 400 when it is not JSON, 413 when it has too many rows, 422 naming the feature,
   *     and in a list the row from 0, otherwise
   */
  static RowBatch read(String body, ServedVersion served) throws Refusal {
    if (body.isBlank()) {
      throw Refusal.badRequest("the body is empty; send an object of named features, or a list");
    }
    NamedFeatureReader reading = new NamedFeatureReader(served);
    try (JsonParser parser = StrictJson.FACTORY.createParser(body)) {
      try {
        reading.document(parser);
      } catch (JsonProcessingException e) {
        throw notJson(parser, e);
      }
    } catch (IOException e) {
      throw Refusal.badRequest("the body is not JSON");
    }
    return reading.rows;
  }

  private void document(JsonParser parser) throws IOException, Refusal {
    list = parser.nextToken() == JsonToken.START_ARRAY;
    if (list) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        row(parser);
      }
      if (rows.rows() == 0) {
        throw Refusal.unprocessable("the list is empty; send at least one row");
      }
    } else {
      row(parser);
    }
    if (parser.nextToken() != null) {
      throw Refusal.badRequest("the body goes on after its end");
    }
  }

  private void row(JsonParser parser) throws IOException, Refusal {
    if (rows.rows() == MAX_ROWS) {
      throw Refusal.tooLarge("a request may hold at most " + MAX_ROWS + " rows");
    }
    int from = rows.add();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw refused("must be an object of named features, was " + kind(parser.currentToken()));
    }
    int given = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int index = feature(parser.currentName(), given);
      JsonToken token = parser.nextToken();
      if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
        throw refused("feature " + quoted(index) + " must be a number, was " + kind(token));
      }
      double value = parser.getDoubleValue();
      if (!Double.isFinite(value)) {
        throw refused("feature " + quoted(index) + " is out of range: it must be a finite number");
      }
      rows.set(from + index, value);
      given++;
    }
    if (given < seen.length) {
      throw refused(missing());
    }
  }

  /**
   * The index of the feature that comes next in the row.
   *
   * @param given how many came before it: mostly they come in the order of the schema
   */
  private int feature(String name, int given) throws Refusal {
    int index =
        given < seen.length && schema.features().get(given).equals(name)
            ? given
            : served.indexOf(name);
    if (index < 0) {
      throw refused(
          "feature \""
              + StrictJson.shortened(name)
              + "\" is not known to the model "
              + served.model());
    }
    if (seen[index] == rows.rows()) {
      throw refused("feature " + quoted(index) + " is given twice");
    }
    seen[index] = rows.rows();
    return index;
  }

  private String missing() {
    List<String> missing = new ArrayList<>();
    for (int index = 0; index < seen.length; index++) {
      if (seen[index] != rows.rows()) {
        missing.add(quoted(index));
      }
    }
    String more =
        missing.size() > MAX_LISTED ? " and " + (missing.size() - MAX_LISTED) + " more" : "";
    return (missing.size() == 1 ? "feature " : "features ")
        + String.join(", ", missing.subList(0, Math.min(MAX_LISTED, missing.size())))
        + more
        + (missing.size() == 1 ? " is missing" : " are missing");
  }

  private String quoted(int index) {
    return "\"" + StrictJson.shortened(schema.features().get(index)) + "\"";
  }

  private Refusal refused(String what) {
    String where = list ? "row " + (rows.rows() - 1) + ": " : "";
    return Refusal.unprocessable(
        where + (what.startsWith("must") ? (list ? "it " : "the body ") + what : what));
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
    return Refusal.badRequest(
        "the body is not JSON"
            + place
            + (name == null ? "" : ", at feature \"" + StrictJson.shortened(name) + "\""));
  }

  private static String kind(JsonToken token) {
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
