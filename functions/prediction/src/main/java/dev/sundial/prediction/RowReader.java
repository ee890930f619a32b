package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sundial.scoring.FeatureSchema;
import dev.sundial.serving.ServedVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads rows of features against the schema of the version that will answer: each holds every
 * feature of the model as a finite number, and nothing else. A row is an object of named features,
 * or a list of numbers in the order of the schema.
 */
final class RowReader {
  /** Most rows in one request. */
  static final int MAX_ROWS = 10_000;

  private static final int MAX_LISTED = 10;

  private final ServedVersion served;
  private final FeatureSchema schema;
  private final RowBatch rows;

  /** For each feature, the last row that gave it, from 1. */
  private final int[] seen;

  /** What a row is called in a refusal, such as {@code row}; empty where there is but one. */
  private final String each;

  RowReader(ServedVersion served, String each) {
    this.each = each;
    this.served = served;
    this.schema = served.schema();
    this.rows = new RowBatch(schema.features().size());
    this.seen = new int[schema.features().size()];
  }

  RowBatch rows() {
    return rows;
  }

  /**
   * Reads an object of named features, before which the parser stands.
   *
   * @throws Refusal 422 naming the feature, 413 when there are too many rows
   */
  void named(JsonParser parser) throws IOException, Refusal {
    int from = add();
    int given = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int index = feature(parser.currentName(), given);
      parser.nextToken();
      rows.set(from + index, number(parser, index));
      given++;
    }
    if (given < seen.length) {
      throw refused(missing());
    }
  }

  /** Reads a list of numbers in the order of the schema, before which the parser stands. */
  void listed(JsonParser parser) throws IOException, Refusal {
    int from = add();
    int given = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (given == seen.length) {
        throw refused("has more than the " + seen.length + " features of the model");
      }
      rows.set(from + given, number(parser, given));
      given++;
    }
    if (given < seen.length) {
      throw refused(
          "has " + given + " numbers, where the model reads " + seen.length + " features");
    }
  }

  /** Reads a number that is a row of its own, where the model reads but one feature. */
  void single(JsonParser parser) throws IOException, Refusal {
    if (seen.length != 1) {
      throw refusedNext(
          "it must be a list of numbers or an object of named features, was a number");
    }
    rows.set(add(), number(parser, 0));
  }

  private int add() throws Refusal {
    if (rows.rows() == MAX_ROWS) {
      throw Refusal.tooLarge("a request may hold at most " + MAX_ROWS + " rows");
    }
    return rows.add();
  }

  private double number(JsonParser parser, int index) throws IOException, Refusal {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
      throw refused("feature " + quoted(index) + " must be a number, was " + JsonBody.kind(token));
    }
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw refused("feature " + quoted(index) + " is out of range: it must be a finite number");
    }
    return value;
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
    return missing(missing);
  }

  /** Names some features that are missing, quoted. */
  static String missing(List<String> quoted) {
    String more =
        quoted.size() > MAX_LISTED ? " and " + (quoted.size() - MAX_LISTED) + " more" : "";
    return (quoted.size() == 1 ? "feature " : "features ")
        + String.join(", ", quoted.subList(0, Math.min(MAX_LISTED, quoted.size())))
        + more
        + (quoted.size() == 1 ? " is missing" : " are missing");
  }

  private String quoted(int index) {
    return "\"" + StrictJson.shortened(schema.features().get(index)) + "\"";
  }

  private Refusal refused(String what) {
    return refused(rows.rows() - 1, what);
  }

  /** A refusal of what comes where a row should begin. */
  Refusal refusedNext(String what) {
    return refused(rows.rows(), what);
  }

  private Refusal refused(int row, String what) {
    return Refusal.unprocessable(each.isEmpty() ? what : each + " " + row + ": " + what);
  }
}
