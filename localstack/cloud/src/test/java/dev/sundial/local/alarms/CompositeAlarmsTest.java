package dev.sundial.local.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompositeAlarmsTest {
  private final AlarmBench bench = new AlarmBench();

  @BeforeEach
  void deployChildren() {
    for (String name : List.of("a", "b")) {
      bench.deploy(
          "{'AlarmName':'"
              + name
              + "','Namespace':'Mine','MetricName':'M','Statistic':'Sum','Period':60,"
              + "'EvaluationPeriods':1,'Threshold':0,'ComparisonOperator':'GreaterThanThreshold',"
              + "'TreatMissingData':'ignore'}");
    }
  }

  private void deployLight(String rule) {
    bench.deployComposite(
        "{'AlarmName':'light','AlarmRule':'"
            + rule
            + "','AlarmActions':['"
            + FakeActions.topic("news")
            + "']}");
  }

  private void set(String alarm, AlarmState state) {
    bench.alarms.setState(alarm, state, "by hand", Optional.empty());
  }

  @Test
  void isEvaluatedAtOnceAndFollowsItsChildren() {
    deployLight("ALARM(a) OR ALARM(b)");
    assertThat(bench.state("light")).isEqualTo(AlarmState.OK);
    assertThat(bench.alarms.find("light").orElseThrow().status().reason())
        .isEqualTo(
            "arn:aws:cloudwatch:us-east-1:000000000000:alarm:light was created and its alarm rule"
                + " evaluates to OK");

    bench.advance(Duration.ofSeconds(30));
    set("b", AlarmState.ALARM);

    StoredAlarm.Status status = bench.alarms.find("light").orElseThrow().status();
    assertThat(status.value()).isEqualTo(AlarmState.ALARM);
    assertThat(status.reason())
        .isEqualTo(
            "arn:aws:cloudwatch:us-east-1:000000000000:alarm:b transitioned to ALARM at Friday 20"
                + " November, 2026 12:00:30 UTC");
    assertThat(status.reasonData().orElseThrow())
        .isEqualTo(
            "{\"triggeringAlarms\":[{\"arn\":\"arn:aws:cloudwatch:us-east-1:000000000000:alarm:b\","
                + "\"state\":{\"value\":\"ALARM\",\"timestamp\":\"2026-11-20T12:00:30.000+0000\"}}]}");
    set("a", AlarmState.ALARM);
    assertThat(bench.actions.subjects())
        .containsExactly("ALARM: \"light\" in US East (N. Virginia)");
    assertThat(bench.actions.published.getFirst().message())
        .contains("\"AlarmRule\":\"ALARM(a) OR ALARM(b)\"")
        .contains("\"TriggeringChildren\":[{\"Arn\":")
        .doesNotContain("Trigger\":{");
  }

  @Test
  void namesTheFunctionThatIsNotImplemented() {
    assertThatThrownBy(() -> deployLight("AT_LEAST(1, ALARM, (a, b))"))
        .hasMessageContaining("AT_LEAST() is not implemented");
    assertThatThrownBy(() -> deployLight("NOT AT_LEAST(50%, OK, (a, b))"))
        .hasMessageContaining("AT_LEAST() is not implemented");
  }

  @Test
  void followsThroughOtherCompositeAlarms() {
    deployLight("ALARM(a)");
    bench.deployComposite("{'AlarmName':'upper','AlarmRule':'NOT ALARM(light)'}");
    assertThat(bench.state("upper")).isEqualTo(AlarmState.ALARM);

    set("a", AlarmState.ALARM);
    assertThat(bench.state("upper")).isEqualTo(AlarmState.OK);
  }

  @Test
  void refusesChildrenThatDoNotExistAndCircles() {
    assertThatThrownBy(() -> deployLight("ALARM(a) AND OK(c)")).hasMessageContaining("[c]");
    assertThatThrownBy(() -> deployLight("ALARM(light)")).hasMessageContaining("light");
    deployLight("ALARM(a)");
    bench.deployComposite("{'AlarmName':'upper','AlarmRule':'ALARM(light)'}");
    assertThatThrownBy(() -> deployLight("ALARM(upper)")).hasMessageContaining("depends on light");
    assertThatThrownBy(
            () ->
                bench.alarms.put(
                    bench
                        .alarms
                        .find("a")
                        .orElseThrow()
                        .alarm()
                        .with(
                            bench.alarms.find("a").orElseThrow().alarm().settings().named("light")),
                    Map.of()))
        .hasMessageContaining("another type");
  }

  @Test
  void keepsAnAlarmThatARuleAsksAbout() {
    deployLight("ALARM(a)");
    assertThatThrownBy(() -> bench.alarms.delete(List.of("a")))
        .hasMessage("Cannot delete a as there are composite alarm(s) depending on it.");
    bench.alarms.delete(List.of("light"));
    bench.alarms.delete(List.of("a"));
    assertThat(bench.alarms.exists("a")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ALARM(a), true",
    "OK(a), false",
    "INSUFFICIENT_DATA(a), false",
    "ALARM(b), false",
    "OK(\"b\"), true",
    "TRUE, true",
    "FALSE, false",
    "NOT FALSE, true",
    "NOT NOT TRUE, true",
    "ALARM(gone), false",
    "TRUE OR TRUE AND FALSE, true",
    "(TRUE OR TRUE) AND FALSE, false",
    "NOT TRUE OR TRUE, true",
    "NOT (TRUE OR TRUE), false",
    "ALARM( a )AND(OK(b)), true",
    "ALARM(\"arn:aws:cloudwatch:us-east-1:000000000000:alarm:a\"), true",
    "ALARM(arn:aws:cloudwatch:us-east-1:000000000000:alarm:a), true",
  })
  void readsRules(String rule, boolean holds) {
    Map<String, AlarmState> states = Map.of("a", AlarmState.ALARM, "b", AlarmState.OK);
    assertThat(RuleParser.parse(rule).holds(states)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALARM",
        "ALARM()",
        "ALARM(a",
        "ALARM(\"a)",
        "ALARM(a) ALARM(b)",
        "ALARM(a) AND",
        "alarm(a)",
        "(TRUE",
        "TRUE)",
        "ALARMED(a)",
        "ALARM(arn:aws:cloudwatch:eu-west-1:000000000000:alarm:a)",
        " "
      })
  void refusesWhatIsNoRule(String rule) {
    assertThatThrownBy(() -> RuleParser.parse(rule)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesRulesNestedBeyondReason() {
    assertThatThrownBy(() -> RuleParser.parse("(".repeat(5000) + "TRUE" + ")".repeat(5000)))
        .hasMessageContaining("too deep");
  }
}
