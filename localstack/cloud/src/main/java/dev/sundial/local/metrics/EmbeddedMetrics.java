package dev.sundial.local.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sundial.local.logs.LogLine;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of log lines in the embedded metric format. A line that is not in that format, or
 * breaks its rules, is a line and nothing else, as on AWS; so is one measured more than 14 days ago
 * or more than two hours from now.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Specification:
 *     embedded metric format</a>
 */
public final class EmbeddedMetrics {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final String MARK = "\"_aws\"";
  private static final int MOST_METRICS = 100;
  private static final int MOST_VALUES = 100;
  private static final Duration OLDEST = Duration.ofDays(14);

  private final MetricSink sink;
  private final Clock clock;

  /**
   * @param clock virtual time
   */
  public EmbeddedMetrics(MetricSink sink, Clock clock) {
    this.sink = sink;
    this.clock = clock;
  }

  /** Takes what is measured in lines of a log group. */
  public void take(List<LogLine> lines) {
    for (LogLine line : lines) {
      take(line.text());
    }
  }

  private void take(String line) {
    if (!line.contains(MARK)) {
      return;
    }
    JsonNode root = object(line);
    if (root == null) {
      return;
    }
    JsonNode timestamp = root.path("_aws").path("Timestamp");
    JsonNode directives = root.path("_aws").path("CloudWatchMetrics");
    if (!timestamp.isIntegralNumber() || !directives.isArray() || !areValid(directives)) {
      return;
    }
    Instant at = Instant.ofEpochMilli(timestamp.asLong());
    if (isTimely(at)) {
      directives.forEach(directive -> take(directive, root, at));
    }
  }

  private boolean isTimely(Instant at) {
    try {
      return MetricRules.isTimely(at, clock.instant(), OLDEST);
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  private static @Nullable JsonNode object(String line) {
    String text = line.strip();
    if (!text.startsWith("{") || !text.endsWith("}")) {
      return null;
    }
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Whether all directives keep the format's rules; one that does not spoils its line. */
  private static boolean areValid(JsonNode directives) {
    for (JsonNode directive : directives) {
      JsonNode namespace = directive.path("Namespace");
      JsonNode metrics = directive.path("Metrics");
      if (!namespace.isTextual()
          || !MetricRules.isNamespace(namespace.asText())
          || !areDimensions(directive.path("Dimensions"))
          || !metrics.isArray()
          || metrics.size() > MOST_METRICS) {
        return false;
      }
      for (JsonNode metric : metrics) {
        if (!isDefinition(metric)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean areDimensions(JsonNode sets) {
    if (!sets.isArray()) {
      return false;
    }
    for (JsonNode set : sets) {
      if (!set.isArray() || set.size() > MetricRules.MOST_DIMENSIONS) {
        return false;
      }
      for (JsonNode name : set) {
        if (!name.isTextual() || !MetricRules.isDimensionName(name.asText())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isDefinition(JsonNode metric) {
    JsonNode unit = metric.path("Unit");
    JsonNode resolution = metric.path("StorageResolution");
    return metric.path("Name").isTextual()
        && MetricRules.isName(metric.path("Name").asText())
        && (unit.isMissingNode() || (unit.isTextual() && MetricUnits.isKnown(unit.asText())))
        && (resolution.isMissingNode()
            || (resolution.isIntegralNumber()
                && (resolution.asLong() == 1 || resolution.asLong() == 60)));
  }

  private void take(JsonNode directive, JsonNode root, Instant at) {
    String namespace = directive.path("Namespace").asText();
    for (JsonNode set : directive.path("Dimensions")) {
      Map<String, String> dimensions = dimensions(set, root);
      if (dimensions == null) {
        continue;
      }
      for (JsonNode metric : directive.path("Metrics")) {
        String name = metric.path("Name").asText();
        MetricId id = new MetricId(namespace, name, dimensions);
        put(id, metric.path("Unit").asText(MetricUnits.NONE), at, root.path(name));
      }
    }
  }

  /** What the members of a set are; null when one is missing or no text. */
  private static @Nullable Map<String, String> dimensions(JsonNode set, JsonNode root) {
    Map<String, String> dimensions = new TreeMap<>();
    for (JsonNode name : set) {
      JsonNode value = root.path(name.asText());
      if (!value.isTextual() || !MetricRules.isDimensionValue(value.asText())) {
        return null;
      }
      dimensions.put(name.asText(), value.asText());
    }
    return dimensions;
  }

  /** A target that is neither a number nor a list of numbers is no value, as on AWS. */
  private void put(MetricId id, String unit, Instant at, JsonNode target) {
    if (isValue(target)) {
      sink.put(id, unit, at, target.asDouble());
    } else if (target.isArray() && target.size() <= MOST_VALUES) {
      for (JsonNode value : target) {
        if (!isValue(value)) {
          return;
        }
      }
      target.forEach(value -> sink.put(id, unit, at, value.asDouble()));
    }
  }

  private static boolean isValue(JsonNode node) {
    return node.isNumber() && MetricRules.isValue(node.asDouble());
  }
}
