package dev.sundial.freshness;

import dev.sundial.json.JsonWriter;
import dev.sundial.metrics.Metric;
import dev.sundial.metrics.MetricLine;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StageName;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What the functions print: one line of JSON for each thing worth knowing. */
final class ProbeLog {
  private final StageName stage;
  private final Clock clock;
  private final Consumer<String> out;

  /**
   * @param out takes lines without their end
   */
  ProbeLog(StageName stage, Clock clock, Consumer<String> out) {
    this.stage = stage;
    this.clock = clock;
    this.out = out;
  }

  void info(String message, Map<String, ?> fields) {
    line("INFO", message, fields);
  }

  void warn(String message, Map<String, ?> fields) {
    line("WARN", message, fields);
  }

  void error(String message, Map<String, ?> fields) {
    line("ERROR", message, fields);
  }

  void metrics(ModelName model, Map<Metric, Double> values, Map<String, ?> properties) {
    out.accept(new MetricLine(clock.instant(), stage, model, values, properties).toJson());
  }

  private void line(String level, String message, Map<String, ?> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", clock.instant());
    line.put("level", level);
    line.put("message", message);
    line.putAll(fields);
    out.accept(JsonWriter.write(line));
  }
}
