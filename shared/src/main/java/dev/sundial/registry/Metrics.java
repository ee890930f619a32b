package dev.sundial.registry;

import dev.sundial.json.Form;
import dev.sundial.json.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Metrics by name: finite numbers in the order they were given. */
final class Metrics {

  private Metrics() {}

  static Map<String, Double> checked(Map<String, Double> metrics) {
    metrics.forEach(
        (name, value) -> {
          if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("metric " + name + " must be finite, was " + value);
          }
        });
    return Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  static Map<String, Double> read(Form form, String name) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    form.object(name)
        .map(Form::all)
        .orElse(Map.of())
        .forEach(
            (metric, value) -> {
              if (value instanceof Value.Number number) {
                metrics.put(metric, number.number().doubleValue());
              } else {
                form.problem(name, "must hold numbers only");
              }
            });
    return metrics;
  }
}
