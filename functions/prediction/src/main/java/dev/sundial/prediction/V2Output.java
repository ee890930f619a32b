package dev.sundial.prediction;

import dev.sundial.spec.Task;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a model can answer. */
enum V2Output {
  /** Classification: one label a row. */
  LABEL,
  /** Classification: a probability for each label a row. */
  PROBABILITIES,
  /** Regression: one number a row. */
  PREDICTION;

  /** Its name in requests, answers and metadata. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Set<V2Output> all(Task task) {
    return switch (task) {
      case CLASSIFICATION -> EnumSet.of(LABEL, PROBABILITIES);
      case REGRESSION -> EnumSet.of(PREDICTION);
    };
  }

  static Optional<V2Output> of(String id, Task task) {
    return all(task).stream().filter(output -> output.id().equals(id)).findFirst();
  }
}
