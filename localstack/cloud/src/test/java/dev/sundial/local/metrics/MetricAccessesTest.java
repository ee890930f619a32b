package dev.sundial.local.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.Caller;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.iam.Access;
import dev.sundial.local.iam.Facts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MetricAccessesTest {
  private final MetricAccesses accesses =
      new MetricAccesses(
          (operation, input) ->
              operation.equals("DeleteAlarms") ? List.of("arn:a", "arn:b") : List.of());

  private static AwsRequest request(String form) {
    return new AwsRequest(
        "id",
        "POST",
        "/",
        "",
        Headers.of(Map.of()),
        new Caller.Administrator("test"),
        "us-east-1",
        new ByteArrayInputStream(form.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void decidesOnTheNamespaceOfWhatIsSent() {
    assertThat(accesses.of("PutMetricData", request("Action=PutMetricData&Namespace=Mine")))
        .containsExactly(
            new Access(
                "cloudwatch:PutMetricData",
                "*",
                Facts.none().with("cloudwatch:namespace", "Mine")));
  }

  @Test
  void knowsNoResourcesOfMetrics() {
    assertThat(accesses.of("GetMetricData", request("Action=GetMetricData")))
        .containsExactly(Access.of("cloudwatch:GetMetricData", "*"));
  }

  @Test
  void asksForEveryResourceThatOthersName() {
    assertThat(accesses.of("DeleteAlarms", request("Action=DeleteAlarms")))
        .containsExactly(
            Access.of("cloudwatch:DeleteAlarms", "arn:a"),
            Access.of("cloudwatch:DeleteAlarms", "arn:b"));
  }
}
