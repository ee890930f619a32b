package dev.sundial.slack;

import dev.sundial.json.Form;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the details of lifecycle events, those of earlier releases too. */
final class LifecycleReader {

  private LifecycleReader() {}

  /**
   * @param type the event's {@code detail-type}
   * @return empty for a type that this does not know
   */
  static Optional<Notice> read(String type, Form detail) {
    return switch (type) {
      case "ModelPromoted" ->
          Optional.of(
              new Notice.Promoted(
                  detail.text("id"),
                  detail.text("model"),
                  detail.text("at"),
                  detail.text("version"),
                  detail.text("previous", ""),
                  numbers(detail, "metrics"),
                  numbers(detail, "previousMetrics"),
                  detail.text("reason", ""),
                  detail.text("why", "")));
      case "ModelHeld" ->
          Optional.of(
              new Notice.Held(
                  detail.text("id"),
                  detail.text("model"),
                  detail.text("at"),
                  detail.text("version"),
                  detail.text("reason", ""),
                  numbers(detail, "metrics")));
      case "TrainingFailed" ->
          Optional.of(
              new Notice.Failed(
                  detail.text("id"),
                  detail.text("model"),
                  detail.text("at"),
                  detail.text("runId", ""),
                  detail.text("reason", ""),
                  detail.text("message", "")));
      default -> Optional.empty();
    };
  }

  private static Map<String, Double> numbers(Form detail, String name) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    detail
        .object(name)
        .ifPresent(
            form ->
                form.all()
                    .keySet()
                    .forEach(
                        key ->
                            form.optionalNumber(key)
                                .ifPresent(value -> numbers.put(key, value.doubleValue()))));
    return numbers;
  }
}
