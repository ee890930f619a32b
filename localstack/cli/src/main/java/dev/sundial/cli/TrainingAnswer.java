package dev.sundial.cli;

import dev.sundial.json.Form;
import dev.sundial.json.JsonReader;
import dev.sundial.json.Value;
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

  /** The answer for a person. */
  String text() {
    return FieldLines.of(fields);
  }
}
