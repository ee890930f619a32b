package dev.sundial.local.metrics;

import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.Operations;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * CloudWatch as its clients see it: metrics from here, and what others have for the same API
 * (alarms, dashboards).
 */
public final class CloudWatchService {
  private static final String NAMESPACE = "http://monitoring.amazonaws.com/doc/2010-08-01/";

  private CloudWatchService() {}

  /**
   * The service behind the endpoint.
   *
   * @param clock virtual time
   * @param others operations that are not about metrics; their errors have the codes of {@link
   *     MetricErrors}
   */
  public static AwsService of(MetricStore store, Clock clock, Map<String, Operation> others) {
    Map<String, Operation> all = new HashMap<>(operations(store, clock).table());
    all.putAll(others);
    return new ModeledService("monitoring", NAMESPACE, all)
        .withQueryCodes(MetricErrors.QUERY_CODES);
  }

  private static Operations operations(MetricStore store, Clock clock) {
    return new Operations()
        .on(
            "PutMetricData",
            new PutMetricData(store, clock),
            "Namespace",
            "MetricData",
            "EntityMetricData",
            "StrictEntityValidation")
        .on(
            "GetMetricStatistics",
            new GetMetricStatistics(store, clock),
            "Namespace",
            "MetricName",
            "Dimensions",
            "StartTime",
            "EndTime",
            "Period",
            "Statistics",
            "ExtendedStatistics",
            "Unit")
        .on(
            "GetMetricData",
            new GetMetricData(store, clock),
            "MetricDataQueries",
            "StartTime",
            "EndTime",
            "NextToken",
            "ScanBy",
            "MaxDatapoints")
        .on(
            "ListMetrics",
            new ListMetrics(store, clock),
            "Namespace",
            "MetricName",
            "Dimensions",
            "NextToken",
            "RecentlyActive")
        .refuse(
            "DeleteAnomalyDetector",
            "DeleteInsightRules",
            "DeleteMetricStream",
            "DescribeAnomalyDetectors",
            "DescribeInsightRules",
            "DisableInsightRules",
            "EnableInsightRules",
            "GetInsightRuleReport",
            "GetMetricStream",
            "GetMetricWidgetImage",
            "ListManagedInsightRules",
            "ListMetricStreams",
            "PutAnomalyDetector",
            "PutInsightRule",
            "PutManagedInsightRules",
            "PutMetricStream",
            "StartMetricStreams",
            "StopMetricStreams");
  }
}
