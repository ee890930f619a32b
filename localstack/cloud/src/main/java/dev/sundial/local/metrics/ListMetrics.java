package dev.sundial.local.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.Page;
import dev.sundial.local.wire.Trees;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The metrics there are: those that were measured within two weeks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html">ListMetrics</a>
 */
final class ListMetrics implements Operation {
  /** How long a metric is listed that is measured no more. */
  static final Duration SHOWN = Duration.ofDays(14);

  private static final int MOST = 500;
  private static final int MOST_FILTERS = 30;
  private static final String RECENTLY = "PT3H";

  private final MetricStore store;
  private final Clock clock;

  ListMetrics(MetricStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public JsonNode apply(ObjectNode input, AwsRequest request) {
    String namespace = Trees.text(input, "Namespace", "");
    String name = Trees.text(input, "MetricName", "");
    String active = Trees.text(input, "RecentlyActive", "");
    if (!active.isEmpty() && !active.equals(RECENTLY)) {
      throw MetricErrors.validation(
          "1 validation error detected: Value '"
              + active
              + "' at 'recentlyActive' failed to satisfy constraint: Member must satisfy enum value"
              + " set: [PT3H]");
    }
    List<ObjectNode> filters = MetricInput.objects(input, "Dimensions", Set.of("Name", "Value"));
    if (filters.size() > MOST_FILTERS) {
      throw MetricErrors.invalidValue(
          "The collection Dimensions must not have a size greater than " + MOST_FILTERS + ".");
    }
    filters.forEach(filter -> MetricInput.text(filter, "Name"));
    Instant oldest = clock.instant().minus(active.isEmpty() ? SHOWN : Duration.parse(RECENTLY));
    List<MetricId> found =
        store.lastPuts().entrySet().stream()
            .filter(metric -> !metric.getValue().isBefore(oldest))
            .map(Map.Entry::getKey)
            .filter(metric -> namespace.isEmpty() || metric.namespace().equals(namespace))
            .filter(metric -> name.isEmpty() || metric.name().equals(name))
            .filter(metric -> filters.stream().allMatch(filter -> has(metric, filter)))
            .toList();
    return page(
        Page.of(
            found,
            ListMetrics::key,
            Trees.text(input, "NextToken", ""),
            MOST,
            MetricErrors.invalidValue("The value of NextToken is invalid.")));
  }

  private static boolean has(MetricId metric, ObjectNode filter) {
    String value = metric.dimensions().get(Trees.text(filter, "Name", ""));
    String wanted = Trees.text(filter, "Value", "");
    return value != null && (wanted.isEmpty() || wanted.equals(value));
  }

  /** No two metrics have the same. */
  private static String key(MetricId metric) {
    return metric.namespace() + "\n" + metric.name() + "\n" + metric.dimensions();
  }

  private static JsonNode page(Page<MetricId> page) {
    ObjectNode output = Trees.object();
    ArrayNode metrics = output.putArray("Metrics");
    for (MetricId metric : page.items()) {
      ObjectNode told = metrics.addObject();
      told.put("Namespace", metric.namespace());
      told.put("MetricName", metric.name());
      ArrayNode dimensions = told.putArray("Dimensions");
      metric
          .dimensions()
          .forEach((name, value) -> dimensions.addObject().put("Name", name).put("Value", value));
    }
    page.next().ifPresent(token -> output.put("NextToken", token));
    return output;
  }
}
