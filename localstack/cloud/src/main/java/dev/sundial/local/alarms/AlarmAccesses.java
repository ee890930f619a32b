package dev.sundial.local.alarms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.wire.Trees;
import java.util.ArrayList;
import java.util.List;

/**
 * The alarms and dashboards that CloudWatch's operations are about. What is about all alarms is
 * decided on as one without a name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html">Actions,
 *     resources, and condition keys for Amazon CloudWatch</a>
 */
public final class AlarmAccesses {
  private AlarmAccesses() {}

  /** ARNs an operation needs its action on; none for one that knows no resources. */
  public static List<String> resources(String operation, ObjectNode input) {
    return switch (operation) {
      case "PutMetricAlarm", "PutCompositeAlarm", "SetAlarmState", "DescribeAlarmHistory" ->
          List.of(Alarm.arn(Trees.text(input, "AlarmName", "")));
      case "DescribeAlarms" -> List.of(Alarm.arn(""));
      case "DeleteAlarms", "EnableAlarmActions", "DisableAlarmActions" ->
          texts(input, "AlarmNames").stream().map(Alarm::arn).toList();
      case "ListTagsForResource", "TagResource", "UntagResource" ->
          List.of(Trees.text(input, "ResourceARN", ""));
      case "PutDashboard", "GetDashboard" ->
          List.of(dashboard(Trees.text(input, "DashboardName", "")));
      case "DeleteDashboards" ->
          texts(input, "DashboardNames").stream().map(AlarmAccesses::dashboard).toList();
      default -> List.of();
    };
  }

  private static String dashboard(String name) {
    return Account.globalArn("cloudwatch", "dashboard/" + name);
  }

  private static List<String> texts(ObjectNode input, String name) {
    List<String> texts = new ArrayList<>();
    input.path(name).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
