package dev.sundial.local.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Times;
import dev.sundial.local.wire.Trees;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes what clients measured. Everything is checked before anything is stored.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html">PutMetricData</a>
 */
final class PutMetricData implements Operation {
  private static final int MOST_DATA = 1000;
  private static final int MOST_VALUES = 150;
  private static final Duration OLDEST = Duration.ofDays(14);
  private static final Set<String> MEMBERS =
      Set.of(
          "MetricName",
          "Dimensions",
          "Timestamp",
          "Value",
          "Values",
          "Counts",
          "StatisticValues",
          "Unit",
          "StorageResolution");

  private final MetricStore store;
  private final Clock clock;

  PutMetricData(MetricStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public @Nullable JsonNode apply(ObjectNode input, AwsRequest request) {
    String namespace = namespace(MetricInput.text(input, "Namespace"));
    Operations.refuseOthers("PutMetricData", input, Set.of("Namespace", "MetricData"));
    List<ObjectNode> data = MetricInput.objects(input, "MetricData", MEMBERS);
    if (data.isEmpty()) {
      throw MetricErrors.missing("MetricData");
    }
    if (data.size() > MOST_DATA) {
      throw MetricErrors.invalidValue(
          "The collection MetricData must not have a size greater than " + MOST_DATA + ".");
    }
    Instant now = clock.instant();
    List<Runnable> puts = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      puts.add(datum(namespace, data.get(i), "MetricData.member." + (i + 1) + ".", now));
    }
    puts.forEach(Runnable::run);
    return null;
  }

  private static String namespace(String namespace) {
    if (namespace.startsWith("AWS/")) {
      throw MetricErrors.invalidValue(
          "The value AWS/ for parameter Namespace is invalid: it is reserved for AWS services.");
    }
    if (!MetricRules.isNamespace(namespace)) {
      throw MetricErrors.invalidValue(
          "The value " + namespace + " for parameter Namespace is invalid.");
    }
    return namespace;
  }

  private Runnable datum(String namespace, ObjectNode datum, String where, Instant now) {
    String name = MetricInput.text(datum, "MetricName");
    if (!MetricRules.isName(name)) {
      throw MetricErrors.invalidValue(
          "The value " + name + " for parameter " + where + "MetricName is invalid.");
    }
    int resolution = Trees.integer(datum, "StorageResolution", 60);
    if (resolution != 1 && resolution != 60) {
      throw MetricErrors.invalidValue(
          "The value " + resolution + " for parameter " + where + "StorageResolution is invalid.");
    }
    if (resolution == 1) {
      throw MetricErrors.invalidValue(
          "The local cloud does not implement StorageResolution 1: it keeps data by the minute.");
    }
    MetricId metric = new MetricId(namespace, name, MetricInput.dimensions(datum));
    String unit = MetricInput.unit(datum).orElse(MetricUnits.NONE);
    if (!store.takes(metric, unit)) {
      throw MetricErrors.limit(
          "The local cloud keeps no more than " + MetricStore.MOST_SERIES + " metrics.");
    }
    Instant at = Times.read(datum, "Timestamp").orElse(now);
    if (!MetricRules.isTimely(at, now, OLDEST)) {
      throw MetricErrors.invalidValue(
          "The parameter "
              + where
              + "Timestamp must specify a time within the past two weeks and no more than two hours"
              + " in the future.");
    }
    return values(metric, unit, at, datum, where);
  }

  private Runnable values(
      MetricId metric, String unit, Instant at, ObjectNode datum, String where) {
    boolean set = datum.hasNonNull("StatisticValues");
    List<Double> values = MetricInput.numbers(datum, "Values");
    List<Double> counts = MetricInput.numbers(datum, "Counts");
    Optional<Double> value = MetricInput.number(datum, "Value");
    int ways = (set ? 1 : 0) + (values.isEmpty() ? 0 : 1) + (value.isPresent() ? 1 : 0);
    if (ways == 0) {
      throw new AwsError(
          400,
          "MissingRequiredParameterException",
          "At least one of the parameters "
              + where
              + "Value, "
              + where
              + "Values or "
              + where
              + "StatisticValues must be specified.");
    }
    if (ways > 1) {
      throw MetricErrors.invalidCombination(
          "The parameters "
              + where
              + "Value, "
              + where
              + "Values and "
              + where
              + "StatisticValues are mutually exclusive and you have specified more than one.");
    }
    if (set) {
      return StatisticSet.of(datum, where)
          .into((n, sum, least, most) -> store.putSet(metric, unit, at, n, sum, least, most));
    }
    List<Double> all = values.isEmpty() ? value.stream().toList() : values;
    List<Double> times = counts.isEmpty() ? all.stream().map(one -> 1.0).toList() : counts;
    check(all, times, where);
    return () -> {
      for (int i = 0; i < all.size(); i++) {
        if (times.get(i) > 0) {
          store.put(metric, unit, at, all.get(i), times.get(i));
        }
      }
    };
  }

  private static void check(List<Double> values, List<Double> counts, String where) {
    if (values.size() > MOST_VALUES) {
      throw MetricErrors.invalidValue(
          "The collection "
              + where
              + "Values must not have a size greater than "
              + MOST_VALUES
              + ".");
    }
    if (values.size() != counts.size()) {
      throw MetricErrors.invalidValue(
          "The parameters " + where + "Values and " + where + "Counts must be of the same size.");
    }
    values.forEach(value -> check(value, where + "Value"));
    for (double count : counts) {
      check(count, where + "Counts");
      if (count < 0) {
        throw MetricErrors.invalidValue(
            "The value " + count + " for parameter " + where + "Counts is invalid.");
      }
    }
  }

  static void check(double value, String where) {
    if (!MetricRules.isValue(value)) {
      throw MetricErrors.invalidValue(
          "The value " + value + " for parameter " + where + " is invalid.");
    }
  }
}
