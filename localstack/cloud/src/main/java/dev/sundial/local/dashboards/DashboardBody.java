package dev.sundial.local.dashboards;

import java.util.List;
import java.util.Optional;

/**
 * A dashboard as it was written.
 *
 * @param start of the time it shows: ISO 8601 or a period before now such as {@code -P7D}
 * @param end of the same; now when it is not said
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">Dashboard
 *     body structure and syntax</a>
 */
public record DashboardBody(Optional<String> start, Optional<String> end, List<Widget> widgets) {
  public DashboardBody {
    widgets = List.copyOf(widgets);
  }
}
