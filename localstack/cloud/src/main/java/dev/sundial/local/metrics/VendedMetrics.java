package dev.sundial.local.metrics;

import java.util.Map;
import java.util.Set;

/**
 * What the services of the local cloud publish by themselves: for each namespace, the names of the
 * metrics and the sets of dimensions they come with.
 */
final class VendedMetrics {
  private static final String AWS = "AWS/";

  /**
   * @param names of the metrics
   * @param dimensions the sets of dimension names, each of which every metric comes with
   */
  private record Vended(Set<String> names, Set<Set<String>> dimensions) {}

  private static final Map<String, Vended> BY_NAMESPACE =
      Map.of(
          "AWS/Lambda",
          new Vended(
              Set.of(
                  "Invocations",
                  "Errors",
                  "Throttles",
                  "Duration",
                  "ConcurrentExecutions",
                  "AsyncEventsReceived",
                  "AsyncEventsDropped",
                  "AsyncEventAge",
                  "DeadLetterErrors",
                  "DestinationDeliveryFailures"),
              Set.of(Set.of(), Set.of("FunctionName"), Set.of("FunctionName", "Resource"))),
          "AWS/ApiGateway",
          new Vended(
              Set.of("Count", "4XXError", "5XXError", "Latency", "IntegrationLatency"),
              Set.of(Set.of("ApiName"), Set.of("ApiName", "Stage"))),
          "AWS/SQS",
          new Vended(
              Set.of(
                  "ApproximateNumberOfMessagesVisible",
                  "ApproximateNumberOfMessagesNotVisible",
                  "ApproximateNumberOfMessagesDelayed",
                  "ApproximateAgeOfOldestMessage",
                  "NumberOfMessagesSent",
                  "NumberOfMessagesReceived",
                  "NumberOfMessagesDeleted",
                  "NumberOfEmptyReceives",
                  "SentMessageSize"),
              Set.of(Set.of("QueueName"))));

  private VendedMetrics() {}

  /**
   * Whether a metric can ever be measured. Whoever likes sends metrics of their own namespaces; of
   * AWS's only the services do.
   */
  static boolean canBeEmitted(MetricId metric) {
    if (!metric.namespace().startsWith(AWS)) {
      return true;
    }
    Vended vended = BY_NAMESPACE.get(metric.namespace());
    return vended != null
        && vended.names().contains(metric.name())
        && vended.dimensions().contains(metric.dimensions().keySet());
  }
}
