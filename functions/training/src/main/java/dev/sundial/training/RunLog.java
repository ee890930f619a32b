package dev.sundial.training;

import dev.sundial.json.JsonWriter;
import dev.sundial.metrics.Metric;
import dev.sundial.metrics.MetricLine;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StageName;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What the function prints: one line of JSON for each thing worth knowing. */
final class RunLog {
  private final Clock clock;
  private final StageName stage;
  private final ModelName model;
  private final Consumer<String> out;

  /**
   * @param out takes lines without their end
   */
  RunLog(Clock clock, StageName stage, ModelName model, Consumer<String> out) {
    this.clock = clock;
    this.stage = stage;
    this.model = model;
    this.out = out;
  }

  void info(String message, Map<String, ?> fields) {
    line("INFO", message, fields);
  }

  void warn(String message, Map<String, ?> fields) {
    line("WARN", message, fields);
  }

  void metrics(Map<Metric, Double> values, Map<String, ?> properties) {
    out.accept(new MetricLine(clock.instant(), stage, model, values, properties).toJson());
  }

  private void line(String level, String message, Map<String, ?> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", clock.instant());
    line.put("level", level);
    line.put("message", message);
    line.put("model", model.value());
    line.putAll(fields);
    out.accept(JsonWriter.write(line));
  }
}
