package dev.sundial.cli;

import dev.sundial.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows under headings: aligned text for a person, a list of objects as JSON. */
final class Table {
  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... headings) {
    this.headings = List.of(headings);
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    append(text, headings);
    rows.forEach(row -> append(text, row));
    return text.toString().stripTrailing();
  }

  String json() {
    List<Object> list = new ArrayList<>();
    for (List<String> row : rows) {
      Map<String, Object> object = new LinkedHashMap<>();
      for (int i = 0; i < headings.size(); i++) {
        object.put(headings.get(i).toLowerCase(Locale.ROOT), row.get(i));
      }
      list.add(object);
    }
    return JsonWriter.write(list);
  }

  private void append(StringBuilder text, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(cells.get(i)).append(" ".repeat(width(i) - cells.get(i).length() + 2));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private int width(int column) {
    int width = headings.get(column).length();
    for (List<String> row : rows) {
      width = Math.max(width, row.get(column).length());
    }
    return width;
  }
}
