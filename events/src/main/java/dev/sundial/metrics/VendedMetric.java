package dev.sundial.metrics;

import java.util.List;

/**
 * The metrics that AWS itself publishes and that alarms, dashboards and verbs use. Names and
 * dimensions are AWS's.
 */
public enum VendedMetric {
  /** Time a function ran, in milliseconds. */
  FUNCTION_DURATION("AWS/Lambda", "Duration", MetricUnit.MILLISECONDS, "FunctionName"),

  /** 1 for an invocation that ended in a function error, 0 for any other. */
  FUNCTION_ERRORS("AWS/Lambda", "Errors", MetricUnit.COUNT, "FunctionName"),

  FUNCTION_INVOCATIONS("AWS/Lambda", "Invocations", MetricUnit.COUNT, "FunctionName"),

  /** Invocations that were refused because too many ran already. */
  FUNCTION_THROTTLES("AWS/Lambda", "Throttles", MetricUnit.COUNT, "FunctionName"),

  API_REQUESTS("AWS/ApiGateway", "Count", MetricUnit.COUNT, "ApiName", "Stage"),

  /** 1 for a request that was answered 4xx, 0 for any other. */
  API_CLIENT_ERRORS("AWS/ApiGateway", "4XXError", MetricUnit.COUNT, "ApiName", "Stage"),

  /** 1 for a request that was answered 5xx, 0 for any other. */
  API_SERVER_ERRORS("AWS/ApiGateway", "5XXError", MetricUnit.COUNT, "ApiName", "Stage"),

  /** Time from a request's arrival at the gateway to its answer, in milliseconds. */
  API_LATENCY("AWS/ApiGateway", "Latency", MetricUnit.MILLISECONDS, "ApiName", "Stage"),

  /** Messages that can be received; published only while a queue is in use, and 6 hours after. */
  QUEUE_DEPTH("AWS/SQS", "ApproximateNumberOfMessagesVisible", MetricUnit.COUNT, "QueueName");

  private final String namespace;
  private final String metricName;
  private final MetricUnit unit;
  private final List<String> dimensions;

  VendedMetric(String namespace, String metricName, MetricUnit unit, String... dimensions) {
    this.namespace = namespace;
    this.metricName = metricName;
    this.unit = unit;
    this.dimensions = List.of(dimensions);
  }

  public String namespace() {
    return namespace;
  }

  /** The name in CloudWatch. */
  public String metricName() {
    return metricName;
  }

  public MetricUnit unit() {
    return unit;
  }

  /** Names of its dimensions, in AWS's order. */
  public List<String> dimensions() {
    return dimensions;
  }
}
