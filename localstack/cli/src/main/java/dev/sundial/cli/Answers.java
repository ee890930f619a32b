package dev.sundial.cli;

import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.Value;

/** What a server says when it refuses. */
final class Answers {

  private Answers() {}

  /**
   * The text of one field of a JSON object.
   *
   * @return the whole answer when it is no such object
   */
  static String message(String answer, String field) {
    try {
      if (JsonReader.read("answer", answer) instanceof Value.Fields object
          && object.fields().get(field) instanceof Value.Text text) {
        return text.text();
      }
    } catch (InvalidDocumentException e) {
      // Not JSON: told as it is.
    }
    return answer.strip();
  }
}
