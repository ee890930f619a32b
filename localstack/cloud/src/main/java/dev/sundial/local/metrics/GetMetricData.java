package dev.sundial.local.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.metrics.math.Grid;
import dev.sundial.local.metrics.math.TimeSeries;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.PageToken;
import dev.sundial.local.wire.Times;
import dev.sundial.local.wire.Trees;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Statistics of many metrics, and metric math. A page ends after so many points; a series that is
 * cut there goes on in the next.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">GetMetricData</a>
 */
final class GetMetricData implements Operation {
  private static final int MOST_POINTS = Grid.MOST_POINTS;
  private static final int MOST_COMPUTED = 10 * MOST_POINTS;
  private static final String OLDEST_FIRST = "TimestampAscending";
  private static final String NEWEST_FIRST = "TimestampDescending";

  private final MetricStore store;
  private final Clock clock;

  GetMetricData(MetricStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  private record Result(String id, TimeSeries series) {}

  @Override
  public JsonNode apply(ObjectNode input, AwsRequest request) {
    Instant start = MetricInput.time(input, "StartTime");
    Instant end = MetricInput.time(input, "EndTime");
    String order = Trees.text(input, "ScanBy", NEWEST_FIRST);
    if (!order.equals(OLDEST_FIRST) && !order.equals(NEWEST_FIRST)) {
      throw MetricErrors.validation("The value " + order + " for parameter ScanBy is invalid.");
    }
    int most = Trees.integer(input, "MaxDatapoints", MOST_POINTS);
    if (most < 1 || most > MOST_POINTS) {
      throw MetricErrors.validation(
          "The value "
              + most
              + " for parameter MaxDatapoints must be from 1 to "
              + MOST_POINTS
              + ".");
    }
    long offset = offset(Trees.text(input, "NextToken", ""));
    // Nothing is measured later than that, and what is made up there would have no end.
    Instant last = clock.instant().plus(MetricRules.AHEAD);
    Span span = Span.of(start, end, Duration.ofMinutes(1), clock.instant());
    DataQueries queries =
        new DataQueries(store, input, span.start(), Math.min(span.end(), last.getEpochSecond()));
    List<Result> results = new ArrayList<>();
    for (DataQuery query : queries.wanted()) {
      queries.labelled(query).forEach(series -> results.add(new Result(query.id(), series)));
      checkSize(results);
    }
    return page(results, offset, most, order.equals(OLDEST_FIRST));
  }

  /** Pages are cut from what was computed whole, so that it must not be too much. */
  private static void checkSize(List<Result> results) {
    long points = 0;
    for (Result result : results) {
      points += result.series().at().length;
    }
    if (points > MOST_COMPUTED) {
      throw MetricErrors.validation(
          "You have requested more than %,d data points, which exceeds the limit of the local cloud. You may reduce them by increasing Period, or decreasing the time range."
              .formatted(MOST_COMPUTED));
    }
  }

  private static JsonNode page(List<Result> results, long offset, int most, boolean ascending) {
    ObjectNode output = Trees.object();
    ArrayNode told = output.putArray("MetricDataResults");
    long passed = 0;
    long end = offset + most;
    for (Result result : results) {
      int size = result.series().at().length;
      long from = Math.clamp(offset - passed, 0, size);
      long to = Math.clamp(end - passed, 0, size);
      if (from < to || (size == 0 && offset == 0)) {
        told.add(tell(result, (int) from, (int) to, ascending));
      }
      passed += size;
    }
    if (passed > end) {
      output.put("NextToken", PageToken.of(Long.toString(end)));
    }
    output.putArray("Messages");
    return output;
  }

  private static ObjectNode tell(Result result, int from, int to, boolean ascending) {
    TimeSeries series = result.series();
    int size = series.at().length;
    ObjectNode told = Trees.object();
    told.put("Id", result.id());
    told.put("Label", series.label());
    ArrayNode times = told.putArray("Timestamps");
    ArrayNode values = told.putArray("Values");
    for (int i = from; i < to; i++) {
      int place = ascending ? i : size - 1 - i;
      times.add(Times.of(Instant.ofEpochSecond(series.at()[place])));
      values.add(series.values()[place]);
    }
    told.put("StatusCode", to < size ? "PartialData" : "Complete");
    return told;
  }

  private static long offset(String token) {
    if (token.isEmpty()) {
      return 0;
    }
    try {
      long offset = Long.parseLong(PageToken.place(token, noToken()));
      if (offset > 0 && offset < Integer.MAX_VALUE) {
        return offset;
      }
    } catch (NumberFormatException e) {
      throw noToken();
    }
    throw noToken();
  }

  static AwsError noToken() {
    return new AwsError(400, "InvalidNextToken", "The next token specified is invalid.");
  }
}
