package dev.sundial.cli;

import dev.sundial.json.Form;
import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** What came of one run of a training bench. */
sealed interface BenchRun {

  /**
   * Its figures.
   *
   * @param by what was run, in its own words; empty for ours
   * @param load seconds
   * @param train seconds
   * @param evaluate seconds, of both parts
   * @param peakMegabytes resident memory of the process
   * @param accuracy on the test part, in [0, 1]
   */
  record Measured(
      String by, double load, double train, double evaluate, double peakMegabytes, double accuracy)
      implements BenchRun {

    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      if (!by.isEmpty()) {
        json.put("counterpart", by);
      }
      json.put("loadSeconds", load);
      json.put("trainSeconds", train);
      json.put("evaluateSeconds", evaluate);
      json.put("peakMegabytes", peakMegabytes);
      json.put("accuracy", accuracy);
      return json;
    }
  }

  /** It did not get there. */
  record Failed(String why) implements BenchRun {}

  /**
   * @param line what the process printed
   */
  static BenchRun parse(String line) {
    try {
      Form.Problems problems = new Form.Problems();
      Form form = Form.of(JsonReader.read("bench", line), problems);
      if (!form.has("load")) {
        return new Failed("has no counterpart");
      }
      Measured measured =
          new Measured(
              form.has("by") ? form.text("by") : "",
              form.number("load", 0, 0, 1e9),
              form.number("train", 0, 0, 1e9),
              form.number("evaluate", 0, 0, 1e9),
              form.number("peakMegabytes", 0, 0, 1e9),
              form.number("accuracy", 0, 0, 1));
      return problems.isEmpty() ? measured : new Failed("printed " + line);
    } catch (InvalidDocumentException e) {
      return new Failed("printed " + line);
    }
  }
}
