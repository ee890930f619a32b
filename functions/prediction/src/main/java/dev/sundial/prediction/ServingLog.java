package dev.sundial.prediction;

import dev.sundial.json.JsonWriter;
import dev.sundial.metrics.Metric;
import dev.sundial.metrics.MetricLine;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StageName;
import dev.sundial.serving.BadArtefactException;
import dev.sundial.serving.ServingJournal;
import dev.sundial.serving.UnavailableException;
import dev.sundial.serving.Wanted;
import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of JSON for what happens to the versions in memory. Failures are metric lines, so that
 * an alarm can watch them; requests are counted by API Gateway and Lambda, and need no line.
 */
final class ServingLog implements ServingJournal {
  private final StageName stage;
  private final Clock clock;
  private final PrintStream out;

  ServingLog(StageName stage, Clock clock, PrintStream out) {
    this.stage = stage;
    this.clock = clock;
    this.out = out;
  }

  @Override
  public void loaded(Wanted wanted, long millis) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", "loaded");
    line.put("model", wanted.model().value());
    line.put("version", wanted.version().value());
    line.put("millis", millis);
    out.println(JsonWriter.write(line));
  }

  @Override
  public void unreadPointer(ModelName model, UnavailableException cause) {
    failure(model, properties("pointer-unread", cause));
  }

  @Override
  public void unavailable(Wanted wanted, UnavailableException cause) {
    failure(wanted.model(), version(wanted, "scorer-unavailable", cause));
  }

  @Override
  public void refused(Wanted wanted, BadArtefactException cause) {
    failure(wanted.model(), version(wanted, "scorer-refused", cause));
  }

  private static Map<String, String> version(Wanted wanted, String kind, Exception cause) {
    Map<String, String> properties = properties(kind, cause);
    properties.put("version", wanted.version().value());
    properties.put("key", wanted.scorer().key());
    return properties;
  }

  private static Map<String, String> properties(String kind, Exception cause) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("kind", kind);
    properties.put("why", String.valueOf(cause.getMessage()));
    return properties;
  }

  private void failure(ModelName model, Map<String, String> properties) {
    out.println(
        new MetricLine(
                clock.instant(), stage, model, Map.of(Metric.PREDICTION_FAILURES, 1.0), properties)
            .toJson());
  }
}
