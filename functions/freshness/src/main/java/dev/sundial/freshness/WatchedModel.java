package dev.sundial.freshness;

import dev.sundial.json.Form;
import dev.sundial.json.JsonReader;
import dev.sundial.naming.ModelName;
import dev.sundial.spec.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A model to look at.
 *
 * @param name the model
 * @param task what it predicts
 * @param prefix its data lies below; ends in a slash
 * @param expectEvery a successful run is expected at least this often
 * @param grace until the first version there is so much more time
 */
record WatchedModel(
    ModelName name, Task task, String prefix, Duration expectEvery, Duration grace) {
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration LONGEST = Duration.ofDays(90);

  /**
   * Reads {@link dev.sundial.naming.EnvironmentKey#WATCHED}.
   *
   * @throws dev.sundial.json.InvalidDocumentException with every problem
   */
  static List<WatchedModel> parse(String json) {
    Form.Problems problems = new Form.Problems();
    Form models = Form.of(JsonReader.read("models", json), problems);
    List<WatchedModel> watched = new ArrayList<>();
    for (String name : models.all().keySet()) {
      try {
        ModelName model = new ModelName(name);
        models.object(name).ifPresent(form -> watched.add(read(model, form)));
      } catch (IllegalArgumentException e) {
        problems.add(models.at(name), String.valueOf(e.getMessage()));
      }
    }
    problems.throwIfAny();
    return List.copyOf(watched);
  }

  private static WatchedModel read(ModelName name, Form form) {
    WatchedModel model =
        new WatchedModel(
            name,
            form.parsed("task", Task::parse).orElse(Task.CLASSIFICATION),
            form.text("prefix", name + "/"),
            form.duration("expectEvery", DAY, Duration.ofMinutes(10), LONGEST),
            form.duration("grace", Duration.ZERO, Duration.ZERO, LONGEST));
    form.close();
    return model;
  }
}
