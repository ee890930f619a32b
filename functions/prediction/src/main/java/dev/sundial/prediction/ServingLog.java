package dev.sundial.prediction;

import dev.sundial.json.JsonWriter;
import dev.sundial.lifecycle.VersionId;
import dev.sundial.metrics.Metric;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StageName;
import dev.sundial.serving.BadArtefactException;
import dev.sundial.serving.ServingJournal;
import dev.sundial.serving.UnavailableException;
import dev.sundial.serving.Wanted;
import java.io.PrintStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line for each prediction that a version gave, or should have: a metric line of CloudWatch's
 * embedded format, so that an alarm can watch failures, with what a person wants to know beside it.
 * What callers got wrong has no line, and while nothing was ever promoted, a plain line: no version
 * failed. For one request at a time, as Lambda runs a function.
 */
final class ServingLog implements ServingJournal {
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long MICROS_PER_MILLI = 1_000;
  private static final int LONGEST_LINE = 512;

  private final StageName stage;
  private final Clock clock;
  private final PrintStream out;
  private final Map<ModelName, Known> models = new HashMap<>();
  private final StringBuilder line = new StringBuilder(LONGEST_LINE);

  /** What is the matter with the version that the request chose. */
  private @Nullable Map<String, String> chosen;

  private long begun;
  private long loadMillis = -1;

  ServingLog(StageName stage, Clock clock, PrintStream out) {
    this.stage = stage;
    this.clock = clock;
    this.out = out;
  }

  /** What is the matter with a model's newest version, until it no longer is. */
  private static final class Known {
    private final String head;
    private @Nullable Map<String, String> pointer;
    private @Nullable Map<String, String> scorer;
    private boolean hasVersion = true;

    Known(String head) {
      this.head = head;
    }

    @Nullable Map<String, String> trouble() {
      return pointer == null ? scorer : pointer;
    }
  }

  /** A request begins. */
  void begin() {
    begun = System.nanoTime();
    loadMillis = -1;
    chosen = null;
  }

  /** The request ends; one that asked for no prediction, or was refused, has no line. */
  void end(ApiAnswer answer, String requestId) {
    ModelName model = answer.asked();
    if (model == null || (answer.status() >= 400 && answer.status() < 500)) {
      return;
    }
    Known known = known(model);
    if (answer.status() == 503 && !known.hasVersion && known.pointer == null) {
      noVersion(model, requestId);
      return;
    }
    boolean failed = answer.status() != 200 || answer.isStale();
    line.setLength(0);
    line.append("{\"_aws\":{\"Timestamp\":").append(clock.millis()).append(known.head);
    line.append(failed ? '1' : '0');
    if (answer.served() != null) {
      line.append(",\"version\":\"").append(answer.served().version()).append('"');
      line.append(",\"stale\":").append(answer.isStale());
      line.append(",\"rows\":").append(answer.rows());
    }
    line.append(",\"millis\":");
    thousandths((System.nanoTime() - begun) / NANOS_PER_MICRO);
    if (loadMillis >= 0) {
      line.append(",\"modelLoadMillis\":").append(loadMillis);
    }
    line.append(",\"requestId\":\"").append(requestId).append('"');
    if (failed) {
      trouble(answer, known);
    }
    out.println(line.append('}'));
  }

  private void noVersion(ModelName model, String requestId) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", clock.instant());
    fields.put("level", "INFO");
    fields.put("message", "asked for a prediction by a model that has no version yet");
    fields.put("model", model.value());
    fields.put("requestId", requestId);
    out.println(JsonWriter.write(fields));
  }

  @Override
  public void looked(ModelName model, boolean hasVersion) {
    Known known = known(model);
    known.pointer = null;
    known.hasVersion = hasVersion;
    if (!hasVersion) {
      known.scorer = null;
    }
  }

  @Override
  public void loaded(Wanted wanted, long millis) {
    loadMillis = millis;
    known(wanted.model()).scorer = null;
  }

  @Override
  public void unreadPointer(ModelName model, UnavailableException cause) {
    known(model).pointer = properties("pointer-unread", cause);
  }

  @Override
  public void unavailable(Wanted wanted, UnavailableException cause) {
    known(wanted.model()).scorer = version(wanted, "scorer-unavailable", cause);
  }

  @Override
  public void refused(Wanted wanted, BadArtefactException cause) {
    known(wanted.model()).scorer = version(wanted, "scorer-refused", cause);
  }

  @Override
  public void chosenUnavailable(ModelName model, VersionId version, UnavailableException cause) {
    chosen = chosen("chosen-unavailable", version, cause);
  }

  @Override
  public void chosenRefused(ModelName model, VersionId version, BadArtefactException cause) {
    chosen = chosen("chosen-refused", version, cause);
  }

  private static Map<String, String> chosen(String kind, VersionId version, Exception cause) {
    Map<String, String> properties = properties(kind, cause);
    properties.put("wanted", version.value());
    return properties;
  }

  private Known known(ModelName model) {
    Known known = models.get(model);
    if (known == null) {
      known = new Known(head(model));
      models.put(model, known);
    }
    return known;
  }

  /** What stands between the time and the metric's value. */
  private String head(ModelName model) {
    String metric = Metric.PREDICTION_FAILURES.metricName();
    return ",\"CloudWatchMetrics\":[{\"Namespace\":\""
        + Metric.NAMESPACE
        + "\",\"Dimensions\":[[\""
        + Metric.STAGE
        + "\",\""
        + Metric.MODEL
        + "\"]],\"Metrics\":[{\"Name\":\""
        + metric
        + "\",\"Unit\":\""
        + Metric.PREDICTION_FAILURES.unit().cloudWatchName()
        + "\"}]}]},\""
        + Metric.STAGE
        + "\":\""
        + stage
        + "\",\""
        + Metric.MODEL
        + "\":\""
        + model
        + "\",\""
        + metric
        + "\":";
  }

  private void thousandths(long number) {
    long rest = number % MICROS_PER_MILLI;
    line.append(number / MICROS_PER_MILLI).append('.');
    line.append(rest < 100 ? "0" : "").append(rest < 10 ? "0" : "").append(rest);
  }

  /** The properties, in the object that the line is already. */
  private void trouble(ApiAnswer answer, Known known) {
    Map<String, String> trouble = chosen == null ? known.trouble() : chosen;
    if (answer.status() == 500) {
      trouble = Map.of("kind", "defect");
    } else if (trouble == null) {
      trouble = Map.of("kind", "unknown");
    }
    String object = JsonWriter.write(trouble);
    line.append(',').append(object, 1, object.length() - 1);
  }

  private static Map<String, String> version(Wanted wanted, String kind, Exception cause) {
    Map<String, String> properties = properties(kind, cause);
    properties.put("wanted", wanted.version().value());
    properties.put("key", wanted.scorer().key());
    return properties;
  }

  private static Map<String, String> properties(String kind, Exception cause) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("kind", kind);
    properties.put("why", String.valueOf(cause.getMessage()));
    return properties;
  }
}
