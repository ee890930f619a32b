package dev.sundial.dataset;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Takes the fields of one object of CSV from the parser's buffer into the columns; no text is made
 * of a number.
 */
final class CsvRows extends CsvCallbackHandler<CsvRows> implements ObjectRows {
  /** Longest field, in characters. */
  static final int LONGEST_FIELD = 64 * 1024;

  /** Most columns a header may have, read or not. */
  static final int MOST_COLUMNS = 16_384;

  private final String key;
  private final Columns columns;
  private final Problems problems;
  private final RowDraft row;
  private final List<String> header = new ArrayList<>();
  private Optional<int[]> layout = Optional.empty();
  private boolean headerRead;
  private int field;
  private boolean blank;

  CsvRows(String key, Columns columns, Problems problems, RowBudget budget) {
    this.key = key;
    this.columns = columns;
    this.problems = problems;
    this.row = new RowDraft(key, columns, problems, budget);
  }

  @Override
  @SuppressWarnings("resource") // the caller ends the text, and nothing else is held
  public boolean read(Reader text) throws IOException {
    CsvReader<CsvRows> csv =
        CsvReader.builder()
            .maxBufferSize(LONGEST_FIELD)
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .build(this, text);
    try {
      Iterator<CsvRows> records = csv.iterator();
      while (records.hasNext()) {
        records.next();
        if (headerRead && layout.isEmpty()) {
          return false;
        }
      }
      return true;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      problems.add(key, line(), "", malformed(e));
      return false;
    }
  }

  /** What is wrong with the CSV; whatever else broke the parser off is thrown on. */
  private static String malformed(CsvParseException e) {
    return switch (e.getCause()) {
      case CsvParseException cause -> malformed(String.valueOf(cause.getMessage()));
      case RuntimeException cause -> throw cause;
      case Error cause -> throw cause;
      case null, default -> throw e;
    };
  }

  private static String malformed(String message) {
    return message.contains("buffer size")
        ? "holds a field longer than " + LONGEST_FIELD + " characters; is a quote left open?"
        : "is not CSV: " + message;
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
    return headerRead ? "" : "has no header, only blank lines";
  }

  @Override
  protected void beginRecord(long startingLineNumber) {
    row.begin(startingLineNumber);
    field = 0;
    blank = true;
  }

  @Override
  protected void addField(char[] text, int from, int length, boolean quoted) {
    int index = field++;
    blank = blank && RowDraft.isBlank(text, from, length);
    if (!headerRead) {
      if (index == MOST_COLUMNS) {
        throw problems.last(key, line(), "", "has more than " + MOST_COLUMNS + " columns");
      }
      header.add(new String(text, from, length).strip());
    } else if (layout.isPresent() && index < layout.get().length) {
      int column = layout.get()[index];
      if (column == Columns.TARGET) {
        target(text, from, length, quoted);
      } else if (column != Columns.IGNORED) {
        row.feature(column, header.get(index), text, from, length);
      }
    }
  }

  private void target(char[] text, int from, int length, boolean quoted) {
    String name = columns.targetName();
    switch (columns.target()) {
      case TargetColumn.Numbers numbers -> row.targetNumber(name, text, from, length);
      case TargetColumn.Labels labels -> {
        String read = new String(text, from, length);
        row.targetLabel(labels, name, quoted ? read : read.strip());
      }
    }
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
      layout = columns.layout(key, line(), header, Columns.Names.HEADER);
      row.ready();
    } else if (field != header.size()) {
      String fields = field == 1 ? "1 field" : field + " fields";
      problems.add(key, line(), "", "has " + fields + ", the header has " + header.size());
    } else {
      row.end();
    }
    return this;
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
