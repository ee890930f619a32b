package dev.sundial.freshness;

import dev.sundial.json.InvalidDocumentException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A function's environment while it is read: every missing or bad key is told at once. */
final class Keys {
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  Keys(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Null, and a problem, when the key is missing or its value is refused. */
  <T> @Nullable T read(String key, Function<String, T> parser) {
    String text = environment.get(key);
    if (text == null || text.isBlank()) {
      problems.add(key + " is missing");
      return null;
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | InvalidDocumentException | DateTimeException e) {
      problems.add(key + ": " + e.getMessage());
      return null;
    }
  }

  IllegalArgumentException failed() {
    return new IllegalArgumentException(String.join("\n", problems));
  }
}
