package dev.sundial.local.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.Times;
import dev.sundial.local.wire.Trees;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Statistics of one metric.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html">GetMetricStatistics</a>
 */
final class GetMetricStatistics implements Operation {
  private static final int MOST_POINTS = 1440;
  private static final int MOST_STATISTICS = 5;
  private static final int MOST_EXTENDED = 10;

  private final MetricStore store;
  private final Clock clock;

  GetMetricStatistics(MetricStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public JsonNode apply(ObjectNode input, AwsRequest request) {
    MetricId metric =
        new MetricId(
            MetricInput.text(input, "Namespace"),
            MetricInput.text(input, "MetricName"),
            MetricInput.dimensions(input));
    Instant start = MetricInput.time(input, "StartTime");
    Instant end = MetricInput.time(input, "EndTime");
    if (!input.hasNonNull("Period")) {
      throw MetricErrors.missing("Period");
    }
    Duration period = MetricInput.period(input);
    Optional<String> unit = MetricInput.unit(input);
    Map<String, Statistic> statistics = statistics(input);
    Span span = Span.of(start, end, period, clock.instant());
    if (span.count() > MOST_POINTS) {
      throw MetricErrors.invalidCombination(
          "You have requested up to %,d datapoints, which exceeds the limit of %,d. You may reduce the datapoints requested by increasing Period, or decreasing the time range."
              .formatted(span.count(), MOST_POINTS));
    }
    ObjectNode output = Trees.object();
    output.put("Label", metric.name());
    ArrayNode points = output.putArray("Datapoints");
    List<String> units = unit.map(List::of).orElseGet(() -> store.units(metric));
    boolean values = statistics.values().stream().anyMatch(Statistic::needsValues);
    for (String one : units) {
      store.periods(
          metric,
          Optional.of(one),
          span.grid(),
          values,
          (at, bucket) -> point(bucket, one, at, statistics).ifPresent(points::add));
    }
    return output;
  }

  private static Map<String, Statistic> statistics(ObjectNode input) {
    List<String> plain = MetricInput.texts(input, "Statistics");
    List<String> extended = MetricInput.texts(input, "ExtendedStatistics");
    if (plain.isEmpty() && extended.isEmpty()) {
      throw new AwsError(
          400,
          "MissingRequiredParameterException",
          "Must specify either Statistics or ExtendedStatistics");
    }
    if (plain.size() > MOST_STATISTICS || extended.size() > MOST_EXTENDED) {
      throw MetricErrors.invalidValue(
          "The collection ExtendedStatistics must not have a size greater than "
              + MOST_EXTENDED
              + ", and Statistics none greater than "
              + MOST_STATISTICS
              + ".");
    }
    Map<String, Statistic> statistics = new LinkedHashMap<>();
    for (String name : plain) {
      Statistic statistic = Statistic.parse(name);
      if (!(statistic instanceof Statistic.Simple)) {
        throw MetricErrors.validation(
            "1 validation error detected: Value '["
                + name
                + "]' at 'statistics' failed to satisfy constraint: Member must satisfy enum value"
                + " set: [Sum, Maximum, Minimum, SampleCount, Average]");
      }
      statistics.put(name, statistic);
    }
    for (String name : extended) {
      Statistic statistic = Statistic.parse(name);
      if (statistic instanceof Statistic.Simple) {
        throw MetricErrors.invalidValue(
            "The value " + name + " for parameter ExtendedStatistics is not supported.");
      }
      statistics.put(name, statistic);
    }
    return statistics;
  }

  private static Optional<ObjectNode> point(
      Bucket bucket, String unit, long at, Map<String, Statistic> statistics) {
    if (bucket.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode point = Trees.object();
    point.set("Timestamp", Times.of(Instant.ofEpochSecond(at)));
    ObjectNode extended = Trees.map();
    List<String> asked = new ArrayList<>(statistics.keySet());
    for (String name : asked) {
      Statistic statistic = statistics.getOrDefault(name, Statistic.Simple.SUM);
      ObjectNode into = statistic instanceof Statistic.Simple ? point : extended;
      statistic.of(bucket).ifPresent(value -> into.put(name, value));
    }
    point.put("Unit", unit);
    if (!extended.isEmpty()) {
      point.set("ExtendedStatistics", extended);
    }
    return point.has("Unit") && point.size() > 2 ? Optional.of(point) : Optional.empty();
  }
}
