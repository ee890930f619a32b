package dev.sundial.freshness;

import dev.sundial.json.Form;
import dev.sundial.json.JsonReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What the probe is asked to do. */
sealed interface Asked {

  /** When the schedule was due; now, when nobody says. */
  Instant due();

  /**
   * Look at every model.
   *
   * @param every how often it is asked, 1 to 60 minutes; default 5
   */
  record Look(Instant due, Duration every) implements Asked {}

  /** Tell what has been red for long. */
  record Digest(Instant due) implements Asked {}

  /**
   * Reads {@code {"action":"probe"|"digest","scheduledTime":"…","everyMinutes":5}}.
   *
   * @throws dev.sundial.json.InvalidDocumentException with every problem; retrying does not help
   */
  static Asked read(byte[] json, Clock clock) {
    Form.Problems problems = new Form.Problems();
    Form form = Form.of(JsonReader.read("event", json), problems);
    String action = form.text("action");
    Instant due = form.instant("scheduledTime").orElseGet(clock::instant);
    long every = form.whole("everyMinutes", 5, 1, 60);
    if (form.has("action") && !action.equals("probe") && !action.equals("digest")) {
      form.problem("action", "must be probe or digest, was \"" + action + "\"");
    }
    form.close();
    problems.throwIfAny();
    return action.equals("probe") ? new Look(due, Duration.ofMinutes(every)) : new Digest(due);
  }
}
