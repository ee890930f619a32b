package dev.sundial.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.alarms.AlarmKind;
import dev.sundial.json.JsonReader;
import dev.sundial.json.Value;
import java.nio.charset.StandardCharsets;
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
    assertThat(aws.published.getFirst().messageStructure()).isEqualTo("json");
    String json =
        "{\"sundial\":\"digest\",\"id\":\"sundial-local-digest-2026-11-20T08:00:00Z\","
            + "\"stage\":\"local\",\"at\":\"2026-11-20T03:15:00Z\",\"red\":["
            + "{\"alarm\":\"sundial-local-iris-stale\",\"since\":\"2026-11-19T07:14:59.999Z\","
            + "\"reason\":\"it is old\"},"
            + "{\"alarm\":\"sundial-local-probe-dead\",\"since\":\"2026-11-17T03:15:00Z\","
            + "\"reason\":\"it is old\"}]}";
    assertThat(form("default")).isEqualTo(json);
    assertThat(form("lambda")).isEqualTo(json);
  }

  @Test
  void tellsInAMailWhatToDo() {
    Instant now = aws.registry.clock().instant();
    red("sundial-local-iris-stale", now.minus(Duration.ofHours(21)));
    red("sundial-local-made-by-hand", now.minus(Duration.ofDays(3)));
    new Environment().invoke(probe, ASKED);
    assertThat(form("email"))
        .isEqualTo(
            """
            Stage local: 2 alarms have been red for more than 20 hours.

            The model is stale: iris
              Alarm: sundial-local-iris-stale
              Since: 2026-11-19 06:15 UTC
              Why: it is old
              What to do: %s
              Dashboard: sundial-local-iris-dashboard

            sundial-local-made-by-hand
              Since: 2026-11-17 03:15 UTC
              Why: it is old

            All of the stage: dashboard sundial-local-dashboard in CloudWatch, or \
            `sundial status --stage local`.
            """
                .formatted(AlarmKind.STALE.advice()));
  }

  @Test
  void hasTheSameIdWhenItIsSentAgain() {
    red("sundial-local-iris-stale", aws.registry.clock().instant().minus(Duration.ofDays(1)));
    new Environment().invoke(probe, ASKED);
    aws.registry.advance(Duration.ofMinutes(3));
    new Environment().invoke(probe, ASKED);
    assertThat(aws.published)
        .hasSize(2)
        .allSatisfy(
            sent ->
                assertThat(sent.message()).contains("sundial-local-digest-2026-11-20T08:00:00Z"));
  }

  @Test
  void triesItsCallsAgainAsLongAsTheInvocationLasts() {
    red("sundial-local-iris-stale", aws.registry.clock().instant().minus(Duration.ofDays(1)));
    Environment invocation = new Environment();
    invocation.remaining = 110_000;
    invocation.invoke(probe, ASKED);
    invocation.remaining = 11_000;
    invocation.invoke(probe, ASKED);
    assertThat(aws.limits)
        .containsExactly(
            Duration.ofSeconds(50),
            Duration.ofSeconds(50),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
  }

  @Test
  void fitsIntoOneMessageWhateverTheReasonsSay() {
    for (int i = 0; i < 400; i++) {
      aws.alarms.add(
          MetricAlarm.builder()
              .alarmName("sundial-local-" + "m".repeat(20) + i + "-overdue")
              .stateTransitionedTimestamp(Instant.EPOCH)
              .stateReason("\u20ac\"".repeat(500))
              .build());
    }
    new Environment().invoke(probe, ASKED);
    assertThat(aws.published.getFirst().message().getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(256 * 1024);
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
    assertThat(form("lambda")).contains("m99-stale").endsWith("],\"more\":3}");
    assertThat(form("email")).contains("m39-stale").contains("And 63 more.");
  }

  /** What the last message says to subscribers of a protocol. */
  private String form(String protocol) {
    Value.Fields forms =
        (Value.Fields) JsonReader.read("message", aws.published.getLast().message());
    return forms.fields().get(protocol) instanceof Value.Text text ? text.text() : "none";
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
