package dev.sundial.local.metrics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Accesses;
import dev.sundial.local.iam.ConditionKeys;
import dev.sundial.local.iam.Facts;
import dev.sundial.local.wire.ModeledService;
import dev.sundial.local.wire.Trees;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What CloudWatch's operations need. Metrics are no resources: whoever may read one may read all,
 * and who may send them can be kept to namespaces.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html">Actions,
 *     resources, and condition keys for Amazon CloudWatch</a>
 */
public final class MetricAccesses implements Accesses {
  private final BiFunction<String, ObjectNode, List<String>> resources;

  /**
   * @param resources from operation and input to the ARNs of what it is about, such as alarms; none
   *     for an operation on metrics
   */
  public MetricAccesses(BiFunction<String, ObjectNode, List<String>> resources) {
    this.resources = resources;
  }

  @Override
  public String signingName() {
    return "monitoring";
  }

  @Override
  public List<Access> of(String operation, AwsRequest request) {
    ObjectNode input = ModeledService.input(request);
    String action = "cloudwatch:" + operation;
    if (operation.equals("PutMetricData")) {
      Facts facts =
          Facts.none().with(ConditionKeys.CLOUDWATCH_NAMESPACE, Trees.text(input, "Namespace", ""));
      return List.of(new Access(action, "*", facts));
    }
    List<String> arns = resources.apply(operation, input);
    return arns.isEmpty()
        ? List.of(Access.of(action, "*"))
        : arns.stream().map(arn -> Access.of(action, arn)).toList();
  }

  @Override
  public Refusal refusal() {
    return Refusal.QUERY;
  }
}
