package dev.sundial.dataset;

import static dev.sundial.dataset.DataProblem.shown;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the records of one object of newline-delimited JSON into the columns: each line one flat
 * JSON object, blank lines apart. Features are JSON numbers; a label is a text, or a number or
 * truth as it is written. Every record has every column, in any order. What stands in a column that
 * is not read does not matter, as long as it is JSON.
 */
final class NdjsonRows implements ObjectRows {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(32)
                  .maxStringLength(CsvRows.LONGEST_FIELD)
                  .maxNameLength(CsvRows.LONGEST_FIELD)
                  .maxNumberLength(1000)
                  .build())
          .build();

  private final String key;
  private final Columns columns;
  private final Problems problems;
  private final RowDraft row;
  private final Set<String> unread = new HashSet<>();
  private boolean[] seen = new boolean[0];
  private boolean targetSeen;
  private boolean begun;
  private boolean ready;

  NdjsonRows(String key, Columns columns, Problems problems, RowBudget budget) {
    this.key = key;
    this.columns = columns;
    this.problems = problems;
    this.row = new RowDraft(key, columns, problems, budget);
  }

  @Override
  public long line() {
    return row.line();
  }

  @Override
  public long rows() {
    return row.rows();
  }

  @Override
  public String missing() {
    return begun ? "" : "has no record, only blank lines";
  }

  @Override
  public boolean read(Reader text) throws IOException {
    TextLines lines = new TextLines(text);
    row.begin(1);
    while (lines.next()) {
      if (RowDraft.isBlank(lines.buffer(), lines.from(), lines.length())) {
        row.begin(lines.number() + 1);
        continue;
      }
      begun = true;
      if (!record(lines)) {
        return false;
      }
      row.begin(lines.number() + 1);
    }
    return true;
  }

  /** Whether there is sense in reading on. */
  private boolean record(TextLines lines) throws IOException {
    if (!columns.decided()) {
      List<String> names = new ArrayList<>();
      if (!parsed(lines, parser -> name(parser, names))) {
        return true;
      }
      if (columns.layout(key, line(), names, Columns.Names.RECORD).isEmpty()) {
        return false;
      }
    }
    if (!ready) {
      ready = true;
      row.ready();
      seen = new boolean[columns.features().size()];
    }
    Arrays.fill(seen, false);
    targetSeen = false;
    unread.clear();
    if (parsed(lines, this::field)) {
      requireAll();
      row.end();
    }
    return true;
  }

  /** What is done with a field: the parser stands at its name, and is left at its value's end. */
  private interface FieldTaker {
    void take(JsonParser parser) throws IOException;
  }

  /** Takes every field of the line's object; false when the line is no such thing. */
  private boolean parsed(TextLines lines, FieldTaker taker) throws IOException {
    try (JsonParser parser = JSON.createParser(lines.buffer(), lines.from(), lines.length())) {
      try {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          String was = kind(parser);
          problems.add(key, line(), "", "must be a JSON object, one a line, was " + was);
          return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          taker.take(parser);
        }
        if (parser.nextToken() != null) {
          problems.add(key, line(), "", "goes on after its object; one object a line");
          return false;
        }
        return true;
      } catch (JsonProcessingException e) {
        String at = parser.currentName();
        problems.add(key, line(), at == null ? "" : at, malformed(e));
        return false;
      }
    }
  }

  private static String malformed(JsonProcessingException e) {
    return switch (e) {
      case JsonEOFException end -> "breaks off inside its JSON object; one object a line";
      case StreamConstraintsException limit ->
          "holds a text longer than "
              + CsvRows.LONGEST_FIELD
              + " characters, a number longer than 1000, or more than 32 levels";
      default ->
          "is not JSON: "
              + e.getOriginalMessage().replaceAll("(?s)(: enable|: was expecting| \\().*", "");
    };
  }

  private void name(JsonParser parser, List<String> names) throws IOException {
    if (names.size() == CsvRows.MOST_COLUMNS) {
      throw problems.last(key, line(), "", "has more than " + CsvRows.MOST_COLUMNS + " columns");
    }
    names.add(parser.currentName().strip());
    parser.nextToken();
    parser.skipChildren();
  }

  private void field(JsonParser parser) throws IOException {
    String name = parser.currentName();
    int column = columns.indexOf(name);
    JsonToken token = parser.nextToken();
    if (column == Columns.TARGET) {
      requireOnce(targetSeen, name);
      targetSeen = true;
      target(parser, token);
    } else if (column != Columns.IGNORED) {
      requireOnce(seen[column], name);
      seen[column] = true;
      number(parser, token, columns.features().get(column), column);
    } else {
      requireOnce(!unread.add(name), name);
      if (!columns.maySkip()) {
        row.wrong(name, columns.isNew());
      }
    }
    parser.skipChildren();
  }

  private void requireOnce(boolean already, String name) {
    if (already) {
      row.wrong(name.strip(), "stands twice in the record");
    }
  }

  private void requireAll() {
    if (!targetSeen) {
      row.wrong(columns.targetName(), "is missing from the record; it is the target");
    }
    for (int feature = 0; feature < seen.length; feature++) {
      if (!seen[feature]) {
        row.wrong(columns.features().get(feature), "is missing from the record");
      }
    }
  }

  private void target(JsonParser parser, JsonToken token) throws IOException {
    String name = columns.targetName();
    switch (columns.target()) {
      case TargetColumn.Numbers numbers -> number(parser, token, name, Columns.TARGET);
      case TargetColumn.Labels labels -> {
        if (token == JsonToken.VALUE_NULL) {
          row.wrong(name, "has no value");
        } else if (!token.isScalarValue()) {
          row.wrong(name, "must be a text, was " + kind(parser));
        } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(parser.getText())) {
          row.wrong(name, "must be well-formed text, was half of a surrogate pair");
        } else {
          row.targetLabel(labels, name, parser.getText());
        }
      }
    }
  }

  private void number(JsonParser parser, JsonToken token, String name, int column)
      throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      row.wrong(name, "has no value");
    } else if (!token.isNumeric()) {
      row.wrong(name, "must be a number, was " + kind(parser));
    } else {
      char[] text = parser.getTextCharacters();
      int from = parser.getTextOffset();
      int length = parser.getTextLength();
      if (column == Columns.TARGET) {
        row.targetNumber(name, text, from, length);
      } else {
        row.feature(column, name, text, from, length);
      }
    }
  }

  private static String kind(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "the text " + shown(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + shown(parser.getText());
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      case VALUE_NULL -> "null";
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          String.valueOf(parser.currentToken());
    };
  }
}
