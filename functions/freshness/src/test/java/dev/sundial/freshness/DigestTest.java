package dev.sundial.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

class DigestTest {
  private static final String ASKED =
      "{\"action\":\"digest\",\"scheduledTime\":\"2026-11-20T08:00:00Z\"}";

  private final Aws aws = new Aws();
  private final List<String> log = new ArrayList<>();
  private final ProbeHandler probe =
      new ProbeHandler(
          ProbeConfig.from(Environment.variables("{}")),
          aws.clients(),
          aws.registry.clock(),
          log::add);

  @Test
  void tellsWhatHasBeenRedForMoreThanTwentyHours() {
    Instant now = aws.registry.clock().instant();
    red("sundial-local-iris-stale", now.minus(Duration.ofHours(20)).minusMillis(1));
    red("sundial-local-iris-overdue", now.minus(Duration.ofHours(20)));
    red("sundial-local-probe-dead", now.minus(Duration.ofDays(3)));
    assertThat(new Environment().invoke(probe, ASKED)).isEqualTo("{\"red\":2}");
    assertThat(aws.calls)
        .containsOnly("DescribeAlarms sundial-local- ALARM [MetricAlarm]")
        .hasSize(2);
    assertThat(aws.published).hasSize(1);
    assertThat(aws.published.getFirst().topicArn())
        .isEqualTo("arn:aws:sns:us-east-1:000000000000:alerts");
    assertThat(aws.published.getFirst().subject())
        .isEqualTo("Sundial local: red for more than 20 hours: 2");
    assertThat(aws.published.getFirst().message())
        .isEqualTo(
            "{\"sundial\":\"digest\",\"id\":\"sundial-local-digest-2026-11-20T08:00:00Z\","
                + "\"stage\":\"local\",\"at\":\"2026-11-20T03:15:00Z\",\"red\":["
                + "{\"alarm\":\"sundial-local-iris-stale\",\"since\":\"2026-11-19T07:14:59.999Z\","
                + "\"reason\":\"it is old\"},"
                + "{\"alarm\":\"sundial-local-probe-dead\",\"since\":\"2026-11-17T03:15:00Z\","
                + "\"reason\":\"it is old\"}]}");
  }

  @Test
  void saysNothingWhenNothingIs() {
    red("sundial-local-iris-stale", aws.registry.clock().instant());
    assertThat(new Environment().invoke(probe, ASKED)).isEqualTo("{\"red\":0}");
    assertThat(aws.published).isEmpty();
  }

  @Test
  void tellsAHundredAndHowManyMore() {
    for (int i = 0; i < 103; i++) {
      red(
          "sundial-local-m" + i + "-stale",
          aws.registry.clock().instant().minus(Duration.ofDays(1)));
    }
    assertThat(new Environment().invoke(probe, ASKED)).isEqualTo("{\"red\":103}");
    assertThat(aws.published.getFirst().message()).contains("m99-stale").endsWith("],\"more\":3}");
  }

  private void red(String name, Instant since) {
    aws.alarms.add(
        MetricAlarm.builder()
            .alarmName(name)
            .stateTransitionedTimestamp(since)
            .stateUpdatedTimestamp(since.plusSeconds(60))
            .stateReason("it is old")
            .build());
  }
}
