package dev.sundial.cli;

import dev.sundial.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was due while the clock moved: a line for each thing, however often it was. */
final class DueLines {
  private DueLines() {}

  private record Thing(String kind, String name) {}

  /** In the order in which each was due first. */
  static List<String> of(Value.Items ran) {
    Map<Thing, List<String>> times = new LinkedHashMap<>();
    for (Value item : ran.items()) {
      if (item instanceof Value.Fields due) {
        Thing thing = new Thing(text(due, "kind"), text(due, "name"));
        times.computeIfAbsent(thing, first -> new ArrayList<>()).add(text(due, "at"));
      }
    }
    return times.entrySet().stream().map(each -> line(each.getKey(), each.getValue())).toList();
  }

  private static String line(Thing thing, List<String> times) {
    String line = "ran     " + times.getFirst() + "  " + thing.kind() + "  " + thing.name();
    return times.size() == 1
        ? line
        : line + ", " + times.size() + " times until " + times.getLast();
  }

  private static String text(Value.Fields due, String field) {
    return due.fields().get(field) instanceof Value.Text text ? text.text() : "";
  }
}
