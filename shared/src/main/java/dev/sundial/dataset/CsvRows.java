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
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
  private boolean headerAgain;

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
    if (message.contains("buffer size")) {
      return "holds a field longer than " + LONGEST_FIELD + " characters; is a quote left open?";
    }
    return Arrays.stream(Separator.values())
        .filter(separator -> separator.follows(message))
        .map(Separator::instead)
        .findFirst()
        .orElse("is not CSV: " + message);
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
    headerAgain = true;
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
      return;
    }
    headerAgain = headerAgain && index < header.size() && isName(index, text, from, length);
    if (layout.isPresent() && index < layout.get().length) {
      int column = layout.get()[index];
      if (column == Columns.TARGET) {
        target(text, from, length, quoted);
      } else if (column != Columns.IGNORED) {
        row.feature(column, header.get(index), text, from, length);
      }
    }
  }

  /** Whether it is the header's field, after a byte order mark or not. */
  private boolean isName(int index, char[] text, int from, int length) {
    int mark = index == 0 && length > 0 && text[from] == '\uFEFF' ? 1 : 0;
    return RowDraft.isText(header.get(index), text, from + mark, length - mark);
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
      layout =
          separatedByCommas() ? columns.layout(key, line(), header, Columns.Names.HEADER) : layout;
      row.ready();
    } else if (headerAgain && row.isWrong()) {
      problems.add(key, line(), "", "repeats the header; are these files put together?");
    } else if (field != header.size()) {
      String fields = field == 1 ? "1 field" : field + " fields";
      problems.add(key, line(), "", "has " + fields + ", the header has " + header.size());
    } else {
      row.end();
    }
    return this;
  }

  /** Whether the header is; else it is a problem, when another character gives the target. */
  private boolean separatedByCommas() {
    if (header.contains(columns.targetName())) {
      return true;
    }
    String whole = String.join(",", header);
    for (Separator separator : Separator.values()) {
      if (separator.fields(whole).contains(columns.targetName())) {
        problems.add(key, line(), "", separator.instead());
        return false;
      }
    }
    return true;
  }

  /** What others put between fields. */
  private enum Separator {
    SEMICOLON(";", "semicolons"),
    TAB("\t", "tabs"),
    BAR("|", "vertical bars");

    private final String text;
    private final String words;

    Separator(String text, String words) {
      this.text = text;
      this.words = words;
    }

    String instead() {
      return "separates its fields by " + words + ", must by commas";
    }

    /** Whether the parser met it after a quoted field, where it knows a comma only. */
    boolean follows(String message) {
      return message.contains("after closing quote")
          && message.endsWith("(0x%x)".formatted((int) text.charAt(0)));
    }

    List<String> fields(String header) {
      return Arrays.stream(header.split(Pattern.quote(text), -1))
          .map(field -> field.replace("\"", "").strip())
          .toList();
    }
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
