package dev.sundial.dataset;

import static dev.sundial.dataset.DataProblem.shown;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes one object's fields from the parser's buffer into the columns; no text is made of a number.
 * A row goes in whole or not at all.
 */
final class CsvRows extends CsvCallbackHandler<CsvRows> {
  /** Most columns a header may have, read or not. */
  static final int MOST_COLUMNS = 16_384;

  /** Most labels a model may tell apart. */
  static final int MOST_LABELS = 1000;

  /** What is wrong with a field of the row that is being read. */
  private record Wrong(String column, String message) {}

  private final String key;
  private final Columns columns;
  private final Problems problems;
  private final RowBudget budget;
  private long mostRows;
  private final List<String> header = new ArrayList<>();
  private Optional<int[]> layout = Optional.empty();
  private boolean headerRead;
  private double[] values = new double[0];
  private int label;
  private double number;
  private long line;
  private int field;
  private boolean blank;
  private final List<Wrong> wrong = new ArrayList<>();
  private long rows;

  CsvRows(String key, Columns columns, Problems problems, RowBudget budget) {
    this.key = key;
    this.columns = columns;
    this.problems = problems;
    this.budget = budget;
  }

  /** Where the row that is being read began. */
  long line() {
    return line;
  }

  long rows() {
    return rows;
  }

  boolean headerRead() {
    return headerRead;
  }

  @Override
  protected void beginRecord(long startingLineNumber) {
    line = startingLineNumber;
    field = 0;
    blank = true;
    wrong.clear();
  }

  @Override
  protected void addField(char[] text, int from, int length, boolean quoted) {
    int index = field++;
    blank &= isBlank(text, from, length);
    if (!headerRead) {
      if (index == MOST_COLUMNS) {
        throw problems.last(key, line, "", "has more than " + MOST_COLUMNS + " columns");
      }
      header.add(new String(text, from, length).strip());
    } else if (layout.isPresent() && index < layout.get().length) {
      int column = layout.get()[index];
      if (column == Columns.TARGET) {
        target(text, from, length, quoted);
      } else if (column != Columns.IGNORED) {
        values[column] = number(header.get(index), text, from, length);
      }
    }
  }

  private void target(char[] text, int from, int length, boolean quoted) {
    String name = columns.targetName();
    switch (columns.target()) {
      case TargetColumn.Numbers numbers -> number = number(name, text, from, length);
      case TargetColumn.Labels labels -> {
        String read = new String(text, from, length);
        label = label(labels, name, quoted ? read : read.strip());
      }
    }
  }

  private int label(TargetColumn.Labels labels, String name, String text) {
    if (text.isBlank()) {
      wrong(name, "has no value");
      return 0;
    }
    if (!Columns.fits(text)) {
      wrong(name, "is longer than " + Columns.longest());
      return 0;
    }
    int id = labels.id(text, key, line);
    if (labels.distinct() > MOST_LABELS) {
      throw problems.last(
          key, line, name, "has more than " + MOST_LABELS + " different labels; is it a number?");
    }
    return id;
  }

  private double number(String name, char[] text, int from, int length) {
    double value = DecimalNumber.parse(text, from, length);
    if (Double.isFinite(value)) {
      return value;
    }
    if (isBlank(text, from, length)) {
      wrong(name, "has no value");
    } else if (Double.isNaN(value)) {
      wrong(name, "must be a decimal number, was " + shown(new String(text, from, length)));
    } else {
      String was = shown(new String(text, from, length));
      wrong(name, "must not exceed ±" + DecimalNumber.GREATEST + ", was " + was);
    }
    return 0;
  }

  private void wrong(String column, String message) {
    wrong.add(new Wrong(column, message));
  }

  @Override
  protected CsvRows buildRecord() {
    if (blank && field <= 1) {
      if (!headerRead) {
        header.clear();
      }
      return this;
    }
    if (!headerRead) {
      headerRead = true;
      layout = columns.layout(key, line, header);
      values = new double[columns.features().size()];
      mostRows = budget.rows(values.length);
    } else if (layout.isPresent()) {
      row();
    }
    return this;
  }

  private void row() {
    if (field != header.size()) {
      String fields = field == 1 ? "1 field" : field + " fields";
      problems.add(key, line, "", "has " + fields + ", the header has " + header.size());
      return;
    }
    for (Wrong problem : wrong) {
      problems.add(key, line, problem.column(), problem.message());
    }
    if (!wrong.isEmpty()) {
      return;
    }
    if (columns.rows() == mostRows) {
      throw problems.last(
          key,
          line,
          "",
          "the function's memory holds " + mostRows + " rows; raise training.memory");
    }
    columns.add(values, label, number);
    rows++;
  }

  /** Whether the header was read and its rows cannot be: nothing more to find here. */
  boolean unreadable() {
    return headerRead && layout.isEmpty();
  }

  private static boolean isBlank(char[] text, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (!Character.isWhitespace(text[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  protected RecordType getRecordType() {
    return RecordType.DATA;
  }

  @Override
  protected int getFieldCount() {
    return field;
  }

  @Override
  protected void setComment(char[] text, int from, int length) {
    throw new IllegalStateException("comments are not read");
  }

  @Override
  protected void setEmpty() {}
}
