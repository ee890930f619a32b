package dev.sundial.dataset;

import static dev.sundial.dataset.DataProblem.shown;

import java.util.ArrayList;
import java.util.List;

/**
 * The row that is being read from an object: its values, and what is wrong with them. It goes into
 * the columns whole or not at all.
 */
final class RowDraft {
  /** Most labels a model may tell apart. */
  static final int MOST_LABELS = 1000;

  /** What is wrong with a value of this row. */
  private record Wrong(String column, String message) {}

  private final String key;
  private final Columns columns;
  private final Problems problems;
  private final RowBudget budget;
  private final List<Wrong> wrong = new ArrayList<>();
  private double[] values = new double[0];
  private long mostRows;
  private int budgeted; // labels that mostRows is for
  private int label;
  private double number;
  private long line;
  private long rows;

  RowDraft(String key, Columns columns, Problems problems, RowBudget budget) {
    this.key = key;
    this.columns = columns;
    this.problems = problems;
    this.budget = budget;
  }

  /** The columns are decided: rows can be read from here on. */
  void ready() {
    values = new double[columns.features().size()];
    budget(1);
  }

  private void budget(int labels) {
    mostRows = budget.rows(columns.trainer(), values.length, labels);
    budgeted = labels;
  }

  void begin(long startingLine) {
    line = startingLine;
    wrong.clear();
  }

  /** Where this row began. */
  long line() {
    return line;
  }

  /** How many rows the object has added. */
  long rows() {
    return rows;
  }

  /** The value of a feature, as text. */
  void feature(int feature, String name, char[] text, int from, int length) {
    values[feature] = number(name, text, from, length);
  }

  /** The target of a regression, as text. */
  void targetNumber(String name, char[] text, int from, int length) {
    number = number(name, text, from, length);
  }

  /** The target of a classification. */
  void targetLabel(TargetColumn.Labels labels, String name, String text) {
    if (text.isBlank()) {
      wrong(name, "has no value");
      return;
    }
    if (!Columns.fits(text)) {
      wrong(name, "is longer than " + Columns.longest());
      return;
    }
    label = labels.id(text, key, line);
    if (labels.distinct() > MOST_LABELS) {
      throw problems.last(
          key, line, name, "has more than " + MOST_LABELS + " different labels; is it a number?");
    }
    if (labels.distinct() > budgeted) {
      budget(labels.distinct());
    }
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

  void wrong(String column, String message) {
    wrong.add(new Wrong(column, message));
  }

  /** Whether a value is wrong so far. */
  boolean isWrong() {
    return !wrong.isEmpty();
  }

  /** The row is read: adds it, or its problems. */
  void end() {
    for (Wrong problem : wrong) {
      problems.add(key, line, problem.column(), problem.message());
    }
    if (!wrong.isEmpty()) {
      return;
    }
    if (columns.rows() >= mostRows) {
      throw problems.last(
          key,
          line,
          "",
          "the function's memory holds " + mostRows + " rows; raise training.memory");
    }
    columns.add(values, label, number);
    rows++;
  }

  /** Whether a field is this text, white space around it aside. */
  static boolean isText(String text, char[] field, int from, int length) {
    int first = from;
    int end = from + length;
    while (first < end && Character.isWhitespace(field[first])) {
      first++;
    }
    while (end > first && Character.isWhitespace(field[end - 1])) {
      end--;
    }
    if (end - first != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (field[first + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean isBlank(char[] text, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (!Character.isWhitespace(text[i])) {
        return false;
      }
    }
    return true;
  }
}
