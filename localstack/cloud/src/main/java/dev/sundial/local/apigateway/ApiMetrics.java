package dev.sundial.local.apigateway;

import dev.sundial.local.metrics.MetricId;
import dev.sundial.local.metrics.MetricSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What API Gateway tells CloudWatch of an API, and of each of its stages.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html">Amazon
 *     API Gateway dimensions and metrics</a>
 */
final class ApiMetrics {
  private static final String NAMESPACE = "AWS/ApiGateway";
  private static final String COUNT = "Count";
  private static final String MILLISECONDS = "Milliseconds";
  private static final double NANOS_PER_MILLI = 1e6;

  private final MetricSink sink;

  ApiMetrics(MetricSink sink) {
    this.sink = sink;
  }

  /**
   * A request was answered. Errors are told of every request, 0 of one that had none.
   *
   * @param at when it came
   * @param latency from its arrival to its answer
   */
  void answered(RestApis.Served served, Instant at, int status, Duration latency) {
    put(served, "Count", COUNT, at, 1);
    put(served, "4XXError", COUNT, at, status / 100 == 4 ? 1 : 0);
    put(served, "5XXError", COUNT, at, status / 100 == 5 ? 1 : 0);
    put(served, "Latency", MILLISECONDS, at, latency.toNanos() / NANOS_PER_MILLI);
  }

  /**
   * An integration answered.
   *
   * @param latency from the gateway's call to that answer
   */
  void integrated(RestApis.Served served, Instant at, Duration latency) {
    put(served, "IntegrationLatency", MILLISECONDS, at, latency.toNanos() / NANOS_PER_MILLI);
  }

  private void put(RestApis.Served served, String name, String unit, Instant at, double value) {
    String api = served.api().name();
    for (Map<String, String> dimensions :
        List.of(Map.of("ApiName", api), Map.of("ApiName", api, "Stage", served.stage().name()))) {
      sink.put(new MetricId(NAMESPACE, name, dimensions), unit, at, value);
    }
  }
}
