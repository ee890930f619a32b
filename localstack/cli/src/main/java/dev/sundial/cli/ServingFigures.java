package dev.sundial.cli;

import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a serving bench measured: ours and, for some of it, what others needed for the same. A ratio
 * is ours divided by theirs.
 */
final class ServingFigures {
  private static final String OURS = "sundial";

  private record Figure(String what, String by, double value, String unit) {}

  private final List<Figure> figures = new ArrayList<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  /**
   * Takes in what a bench printed.
   *
   * @param section which bench it was
   * @param out its last line is a list of figures, else it failed
   */
  void add(String section, String out) {
    List<String> lines = out.lines().toList();
    try {
      List<Figure> read = read(lines.isEmpty() ? "" : lines.getLast());
      figures.addAll(read);
    } catch (InvalidDocumentException e) {
      failed(
          section,
          lines.stream()
              .filter(line -> line.contains("Exception"))
              .findFirst()
              .orElse(lines.isEmpty() ? "it printed nothing" : lines.getLast())
              .strip());
    }
  }

  /** Says that a bench did not get there. */
  void failed(String section, String why) {
    failures.put(section, why);
  }

  boolean complete() {
    return failures.isEmpty();
  }

  private static List<Figure> read(String line) {
    Value printed = JsonReader.read("bench", line);
    if (!(printed instanceof Value.Items list)) {
      throw InvalidDocumentException.at(printed.at(), "must be a list of figures");
    }
    List<Figure> read = new ArrayList<>();
    for (Value item : list.items()) {
      if (!(item instanceof Value.Fields object)
          || !(object.fields().get("what") instanceof Value.Text what)
          || !(object.fields().get("by") instanceof Value.Text by)
          || !(object.fields().get("value") instanceof Value.Number value)
          || !(object.fields().get("unit") instanceof Value.Text unit)) {
        throw InvalidDocumentException.at(item.at(), "must be a figure");
      }
      read.add(new Figure(what.text(), by.text(), value.number().doubleValue(), unit.text()));
    }
    return read;
  }

  /** A table of all, ratios beside those whom ours is compared with. */
  String text() {
    Table table = new Table("WHAT", "BY", "FIGURE", "RATIO", "TARGET");
    for (Figure figure : figures) {
      table.row(
          figure.what(),
          figure.by(),
          number(figure.value()) + " " + figure.unit(),
          ratio(figure).map(ServingFigures::twoDigits).orElse(""),
          target(figure).map(Targeted::text).orElse(""));
    }
    failures.forEach((section, why) -> table.row(section, OURS, "failed: " + why, "", ""));
    return table.text();
  }

  /** The same as a value to write as JSON. */
  List<Object> json() {
    List<Object> list = new ArrayList<>();
    for (Figure figure : figures) {
      Map<String, Object> said = new LinkedHashMap<>();
      said.put("what", figure.what());
      said.put("by", figure.by());
      said.put("value", figure.value());
      said.put("unit", figure.unit());
      ratio(figure).ifPresent(ratio -> said.put("ratio", ratio));
      target(figure)
          .ifPresent(
              it -> {
                said.put("target", it.target().text());
                said.put("met", it.met());
              });
      list.add(said);
    }
    failures.forEach(
        (section, why) -> {
          Map<String, Object> said = new LinkedHashMap<>();
          said.put("what", section);
          said.put("by", OURS);
          said.put("failed", why);
          list.add(said);
        });
    return list;
  }

  /** A target and whether it was met, just now, on this machine. */
  private record Targeted(ServingTarget target, boolean met) {
    String text() {
      return target.text() + (met ? ", met" : ", missed");
    }
  }

  /** Of our own figure, or of its ratio to theirs. */
  private Optional<Targeted> target(Figure figure) {
    Optional<Double> judged =
        figure.by().equals(OURS) ? Optional.of(figure.value()) : ratio(figure);
    return ServingTarget.of(figure.what(), figure.by())
        .flatMap(target -> judged.map(value -> new Targeted(target, target.isMet(value))));
  }

  private Optional<Double> ratio(Figure theirs) {
    if (theirs.by().equals(OURS) || theirs.value() == 0) {
      return Optional.empty();
    }
    return figures.stream()
        .filter(ours -> ours.by().equals(OURS) && ours.what().equals(theirs.what()))
        .findFirst()
        .map(ours -> ours.value() / theirs.value());
  }

  /** Three digits that say something. */
  private static String number(double value) {
    double size = Math.abs(value);
    int digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static String twoDigits(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
