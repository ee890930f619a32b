package dev.sundial.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.alarms.AlarmKind;
import dev.sundial.alarms.AlarmNames;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StageName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlarmTemplateTest {
  private static final AlarmNames NAMES = new AlarmNames(new ResourceNames(StageName.LOCAL));
  private static final ModelName IRIS = new ModelName("iris");

  @ParameterizedTest
  @EnumSource
  void isMadeAsItIsDefined(AlarmKind kind) {
    JsonNode alarm = alarm(kind);
    assertThat(alarm.get("ComparisonOperator").asText())
        .isEqualTo(kind.crossing().cloudWatchName());
    assertThat(alarm.get("EvaluationPeriods").asInt()).isEqualTo(kind.periods());
    assertThat(alarm.get("DatapointsToAlarm").asInt()).isEqualTo(kind.datapoints());
    assertThat(alarm.get("TreatMissingData").asText()).isEqualTo(kind.missing().cloudWatchName());
    assertThat(alarm.get("AlarmDescription").asText())
        .startsWith(kind.title())
        .hasSizeLessThanOrEqualTo(1024);
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheOneTopicWhenItGoesRedAndWhenItIsOver(AlarmKind kind) {
    JsonNode alarm = alarm(kind);
    String topic =
        kind.scope() == AlarmKind.Scope.STAGE
            ? "${AlertTopic}"
            : "arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:sundial-local-alerts";
    for (String actions : List.of("AlarmActions", "OKActions")) {
      assertThat(alarm.get(actions)).hasSize(1);
      assertThat(Template.text(alarm.get(actions).get(0))).isEqualTo(topic);
    }
    assertThat(alarm.has("InsufficientDataActions")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "STALE, Sundial ModelAgeHours Maximum 300, 36",
    "ACCURACY_LOW, Sundial TestAccuracy Minimum 300, 0.8",
    "ACCURACY_HIGH, Sundial TestAccuracy Maximum 300, 0.995",
    "WEEK_LOW, Sundial WeekAccuracy Minimum 300, 0.8",
    "OVERDUE, Sundial OverdueHours Maximum 300, 0.08333333333333333",
    "TRAINING_SLOW, AWS/Lambda Duration Maximum 300, 300000",
    "TRAINING_FAILED, Sundial TrainingFailures Sum 300, 0",
    "TRAINING_QUEUE, Sundial TrainingFailuresWaiting Maximum 300, 0",
    "SCHEDULE_QUEUE, Sundial ScheduleFailuresWaiting Maximum 300, 0",
    "PREDICTION_FAILED, Sundial PredictionFailures Sum 300, 0",
    "API_ERRORS, AWS/ApiGateway 5XXError Sum 300, 0",
    "API_SLOW, AWS/ApiGateway Latency p99 300, 2000",
    "API_THROTTLED, AWS/Lambda Throttles Sum 300, 0",
    "PROBE_DEAD, AWS/Lambda Invocations Sum 300, 1",
    "PROBE_TROUBLED, AWS/Lambda Errors Minimum 300, 0",
    "NOTICES_LOST, AWS/SQS ApproximateNumberOfMessagesVisible Maximum 300, 0"
  })
  void watches(AlarmKind kind, String metric, double bound) {
    JsonNode alarm = alarm(kind);
    String statistic =
        alarm.has("Statistic")
            ? alarm.get("Statistic").asText()
            : alarm.get("ExtendedStatistic").asText();
    assertThat(
            "%s %s %s %d"
                .formatted(
                    alarm.get("Namespace").asText(),
                    alarm.get("MetricName").asText(),
                    statistic,
                    alarm.get("Period").asInt()))
        .isEqualTo(metric);
    assertThat(alarm.get("Threshold").asDouble()).isEqualTo(bound);
  }

  @Test
  void leavesOutWhatHasNoBound() {
    assertThat(names(Synthesised.otherModel()))
        .noneMatch(name -> name.endsWith("accuracy-low") || name.endsWith("accuracy-high"))
        .noneMatch(name -> name.endsWith("week-low"))
        .anyMatch(name -> name.endsWith("stale"));
  }

  @Test
  void boundsTheR2OfARegression(@TempDir Path home) {
    Checkout checkout =
        Synthesised.otherCheckout(home)
            .model(
                "price",
                """
                name: price
                task: regression
                target: price
                trainer: {name: cart}
                alerts: {floor: 0.5, maxAge: PT2H}
                """);
    Path out = checkout.synth(Synthesised.LONGEST_STAGE);
    Template template = Template.read(out, "sundial-" + Synthesised.LONGEST_STAGE + "-price-model");
    JsonNode low = template.properties("AccuracyLowAlarm");
    assertThat(low.get("MetricName").asText()).isEqualTo("TestR2");
    assertThat(low.get("Threshold").asDouble()).isEqualTo(0.5);
    assertThat(template.properties("WeekLowAlarm").get("MetricName").asText()).isEqualTo("WeekR2");
    assertThat(template.properties("StaleAlarm").get("Threshold").asDouble()).isEqualTo(2);
    assertThat(names(template)).noneMatch(name -> name.endsWith("accuracy-high"));
  }

  @Test
  void takesItsPeriodFromTheProbe(@TempDir Path home) {
    Checkout checkout = Synthesised.otherCheckout(home);
    checkout.stage(
        "slow",
        """
        name: slow
        probe: {every: PT30M}
        """);
    Path out = checkout.synth("slow");
    Template model = Template.read(out, "sundial-slow-" + Synthesised.LONGEST_MODEL + "-model");
    assertThat(model.properties("StaleAlarm").get("Period").asInt()).isEqualTo(1800);
    assertThat(model.properties("TrainingFailedAlarm").get("Period").asInt()).isEqualTo(300);
    Template stage = Template.read(out, "sundial-slow");
    assertThat(stage.properties("ProbeDeadAlarm").get("Period").asInt()).isEqualTo(1800);
    assertThat(stage.properties("ProbeSchedule").get("ScheduleExpression").asText())
        .isEqualTo("rate(30 minutes)");
  }

  @Test
  void letsALongDayPassWhereClocksArePutBack(@TempDir Path home) {
    Checkout checkout =
        Synthesised.otherCheckout(home)
            .stage("slow", "name: slow\n")
            .model(
                "local",
                """
                name: local
                task: classification
                target: t
                trainer: {name: cart}
                schedule: {timezone: Europe/Berlin}
                training: {expectedWithin: PT6M}
                """);
    Template model = Template.read(checkout.synth("slow"), "sundial-slow-local-model");
    assertThat(model.properties("OverdueAlarm").get("Threshold").asDouble()).isEqualTo(1.1);
  }

  @Test
  void oneLightIsRedWhileAnyAlarmOfAModelIs() {
    JsonNode health = Synthesised.localIris().properties("Health");
    assertThat(health.get("AlarmName").asText()).isEqualTo(NAMES.health(IRIS));
    String rule = Template.text(health.get("AlarmRule"));
    for (AlarmKind kind : AlarmKind.of(AlarmKind.Scope.MODEL)) {
      assertThat(rule).contains("ALARM(");
      assertThat(names(Synthesised.localIris())).contains(NAMES.of(IRIS, kind));
    }
    assertThat(rule.split(" OR ")).hasSize(AlarmKind.of(AlarmKind.Scope.MODEL).size());
    assertThat(health.has("AlarmActions")).isFalse();
  }

  private static List<String> names(Template template) {
    return template.all("AWS::CloudWatch::Alarm").stream()
        .map(alarm -> alarm.at("/Properties/AlarmName").asText())
        .toList();
  }

  private static JsonNode alarm(AlarmKind kind) {
    boolean ofStage = kind.scope() == AlarmKind.Scope.STAGE;
    Template template = ofStage ? Synthesised.local() : Synthesised.localIris();
    String name = ofStage ? NAMES.of(kind) : NAMES.of(IRIS, kind);
    return template.all("AWS::CloudWatch::Alarm").stream()
        .map(alarm -> alarm.get("Properties"))
        .filter(alarm -> alarm.get("AlarmName").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no alarm " + name));
  }
}
