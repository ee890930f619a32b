package dev.sundial.cli;

import dev.sundial.json.Form;
import dev.sundial.json.JsonReader;
import dev.sundial.json.Value;
import java.util.Locale;
import java.util.Map;

/**
 * What a training function answered.
 *
 * @param outcome PROMOTED, HELD, SUPERSEDED or REJECTED
 * @param fields the whole answer
 */
record TrainingAnswer(String outcome, Map<String, Value> fields) {

  static TrainingAnswer parse(String payload) {
    Form.Problems problems = new Form.Problems();
    Form form = Form.of(JsonReader.read("answer", payload), problems);
    TrainingAnswer answer = new TrainingAnswer(form.text("outcome"), form.all());
    problems.throwIfAny();
    return answer;
  }

  boolean trained() {
    return !outcome.equals("REJECTED");
  }

  /** The answer for a person: a line a field, metrics indented. */
  String text() {
    StringBuilder text = new StringBuilder();
    fields.forEach((name, value) -> line(text, "", name, value));
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String indent, String name, Value value) {
    switch (value) {
      case Value.Fields object -> {
        text.append(indent).append(name).append('\n');
        object.fields().forEach((inner, field) -> line(text, indent + "  ", inner, field));
      }
      case Value.Items items ->
          items.items().forEach(item -> line(text, indent, name, item));
      case Value.Text plain -> row(text, indent, name, plain.text());
      case Value.Number number ->
          row(text, indent, name, number.number().scale() > 6
              ? String.format(Locale.ROOT, "%.6f", number.number())
              : number.number().toPlainString());
      case Value.Truth truth -> row(text, indent, name, String.valueOf(truth.value()));
      case Value.Nothing nothing -> row(text, indent, name, "-");
    }
  }

  private static void row(StringBuilder text, String indent, String name, String value) {
    text.append(String.format(Locale.ROOT, "%-24s %s%n", indent + name, value));
  }
}
