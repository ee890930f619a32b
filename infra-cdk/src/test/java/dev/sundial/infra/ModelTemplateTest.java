package dev.sundial.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.lifecycle.TrainingRequested;
import dev.sundial.spec.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTemplateTest {

  @Test
  void holdsExactlyTheseResources() {
    assertThat(Synthesised.localIris().types())
        .filteredOn(type -> !type.equals("AWS::CloudWatch::Alarm"))
        .containsExactly(
            "AWS::CloudWatch::CompositeAlarm",
            "AWS::CloudWatch::Dashboard",
            "AWS::IAM::Role",
            "AWS::IAM::Role",
            "AWS::IAM::Role",
            "AWS::Lambda::EventInvokeConfig",
            "AWS::Lambda::Function",
            "AWS::Logs::LogGroup",
            "AWS::SQS::Queue",
            "AWS::SQS::Queue",
            "AWS::SQS::QueuePolicy",
            "AWS::SQS::QueuePolicy",
            "AWS::Scheduler::Schedule",
            "AWS::Scheduler::Schedule");
  }

  /** To the alarm on its age silence is red, and the probe's next look may be minutes away. */
  @Test
  void isLookedAtBeforeItsAlarmIsMade() {
    Template template = Synthesised.localIris();
    JsonNode look = template.properties("FirstLookSchedule");
    assertThat(look.get("Name").asText()).isEqualTo("sundial-local-iris-first-look");
    assertThat(look.get("ScheduleExpression").asText()).isEqualTo("rate(365 days)");
    assertThat(look.has("StartDate")).isFalse();
    assertThat(Template.text(look.at("/Target/Arn"))).endsWith(":function:sundial-local-probe");
    assertThat(look.at("/Target/Input").asText())
        .isEqualTo(
            "{\"action\":\"probe\",\"everyMinutes\":5,\"scheduledTime\":\"<aws.scheduler.scheduled-time>\"}");
    assertThat(template.resource("StaleAlarm").get("DependsOn").toString())
        .contains("FirstLookSchedule");
  }

  @Test
  void trainsWithinTheLimitsOfTheSpec() {
    JsonNode iris = Synthesised.localIris().properties("TrainingFunction");
    assertThat(iris.get("FunctionName").asText()).isEqualTo("sundial-local-iris-training");
    assertThat(iris.get("Runtime").asText()).isEqualTo("java25");
    assertThat(iris.get("Handler").asText())
        .isEqualTo("dev.sundial.training.TrainingHandler::handleRequest");
    assertThat(iris.get("MemorySize").asInt()).isEqualTo(1024);
    assertThat(iris.get("Timeout").asInt()).isEqualTo(900);
    assertThat(iris.get("ReservedConcurrentExecutions").asInt()).isEqualTo(1);
    assertThat(iris.get("Architectures").toString()).isEqualTo("[\"x86_64\"]");
    assertThat(iris.has("SnapStart")).isFalse();

    JsonNode other = Synthesised.otherModel().properties("TrainingFunction");
    assertThat(other.get("MemorySize").asInt()).isEqualTo(3008);
    assertThat(other.get("Timeout").asInt()).isEqualTo(90);
    assertThat(other.has("ReservedConcurrentExecutions")).isFalse();
    assertThat(other.get("Architectures").toString()).isEqualTo("[\"arm64\"]");
  }

  @Test
  void retriesFailedRunsAndHandsTheRestToAQueue() {
    Template template = Synthesised.localIris();
    JsonNode iris = template.properties("TrainingInvocation");
    assertThat(iris.get("MaximumRetryAttempts").asInt()).isEqualTo(2);
    assertThat(iris.get("MaximumEventAgeInSeconds").asInt()).isEqualTo(6 * 3600);
    assertThat(iris.get("Qualifier").asText()).isEqualTo("$LATEST");
    assertThat(template.text("TrainingInvocation", "/FunctionName"))
        .isEqualTo("${TrainingFunction}");
    assertThat(template.text("TrainingInvocation", "/DestinationConfig/OnFailure/Destination"))
        .isEqualTo("${TrainingFailures.Arn}");

    JsonNode other = Synthesised.otherModel().properties("TrainingInvocation");
    assertThat(other.get("MaximumRetryAttempts").asInt()).isZero();
    assertThat(other.get("MaximumEventAgeInSeconds").asInt()).isEqualTo(60);
  }

  @Test
  void schedulesWithRetriesAndAQueueOfItsOwn() {
    Template template = Synthesised.localIris();
    JsonNode schedule = template.properties("Schedule");
    assertThat(schedule.get("Name").asText()).isEqualTo("sundial-local-iris-schedule");
    assertThat(schedule.get("ScheduleExpression").asText()).isEqualTo("cron(15 3 * * ? *)");
    assertThat(schedule.get("ScheduleExpressionTimezone").asText()).isEqualTo("UTC");
    assertThat(schedule.at("/FlexibleTimeWindow/Mode").asText()).isEqualTo("OFF");
    assertThat(schedule.at("/Target/RetryPolicy/MaximumRetryAttempts").asInt()).isEqualTo(10);
    assertThat(schedule.at("/Target/RetryPolicy/MaximumEventAgeInSeconds").asInt())
        .isEqualTo(6 * 3600);
    assertThat(template.text("Schedule", "/Target/Arn")).isEqualTo("${TrainingFunction.Arn}");
    assertThat(template.text("Schedule", "/Target/RoleArn")).isEqualTo("${ScheduleRole.Arn}");
    assertThat(template.text("Schedule", "/Target/DeadLetterConfig/Arn"))
        .isEqualTo("${ScheduleFailures.Arn}");
  }

  @Test
  void asksForTheRunThatIsDueInTheSamplesWords() throws IOException {
    String input =
        Synthesised.localIris()
            .text("Schedule", "/Target/Input")
            .replace("<aws.scheduler.scheduled-time>", "2026-11-20T03:15:00Z");
    assertThat(input).isEqualTo(scheduledRequest("iris"));
  }

  @Test
  void triggersByRuleWhereTheStageSays() throws IOException {
    Template template = Synthesised.otherModel();
    assertThat(template.types()).doesNotContain("AWS::Scheduler::Schedule");
    JsonNode rule = template.properties("Rule");
    assertThat(rule.get("ScheduleExpression").asText()).isEqualTo("rate(1 hour)");
    JsonNode target = rule.at("/Targets/0");
    assertThat(Template.text(target.get("Arn"))).isEqualTo("${TrainingFunction.Arn}");
    assertThat(target.at("/RetryPolicy/MaximumRetryAttempts").asInt()).isZero();
    assertThat(target.at("/RetryPolicy/MaximumEventAgeInSeconds").asInt()).isEqualTo(60);
    assertThat(Template.text(target.at("/DeadLetterConfig/Arn")))
        .isEqualTo("${ScheduleFailures.Arn}");
    assertThat(target.at("/InputTransformer/InputPathsMap").toString())
        .isEqualTo("{\"time\":\"$.time\"}");
    String input =
        target
            .at("/InputTransformer/InputTemplate")
            .asText()
            .replace("<time>", "\"2026-11-20T03:15:00Z\"");
    assertThat(input).isEqualTo(scheduledRequest(Synthesised.LONGEST_MODEL));
  }

  @Test
  void theStageForLocalStackHoldsOnlyWhatFiresThere(@TempDir Path home) {
    Path templates = Checkout.shipped(home).synth("localstack");
    assertThat(Template.read(templates, "sundial-localstack-iris-model").types())
        .contains("AWS::Events::Rule")
        .doesNotContain("AWS::Scheduler::Schedule");
  }

  /** The sample of what a schedule sends, on one line, of another model. */
  private static String scheduledRequest(String model) throws IOException {
    Path sample = Path.of("../events/samples/TrainingRequested.scheduled.json");
    TrainingRequested request = TrainingRequested.fromJson(Files.readAllBytes(sample));
    return request.toJson().replace("\"iris\"", '"' + model + '"');
  }

  @ParameterizedTest
  @CsvSource({"TrainingFailures, training-failures", "ScheduleFailures, schedule-failures"})
  void keepsFailuresTwoWeeksEncryptedAndBehindTls(String id, String name) {
    Template template = Synthesised.localIris();
    JsonNode queue = template.properties(id);
    assertThat(queue.get("QueueName").asText()).isEqualTo("sundial-local-iris-" + name);
    assertThat(queue.get("MessageRetentionPeriod").asInt()).isEqualTo(14 * 24 * 3600);
    assertThat(queue.get("SqsManagedSseEnabled").asBoolean()).isTrue();
    assertThat(Template.line(template.properties(id + "Policy").at("/PolicyDocument/Statement/0")))
        .isEqualTo("Deny AWS * sqs:* on ${%s.Arn} if Bool aws:SecureTransport false".formatted(id));
  }

  @Test
  void tellsTheFunctionItsSpecAndWhereThingsAre(@TempDir Path home) {
    JsonNode variables =
        Synthesised.localIris().properties("TrainingFunction").at("/Environment/Variables");
    ModelSpec spec = ModelSpec.fromJson(variables.get("SUNDIAL_MODEL_SPEC").asText());
    ModelSpec declared = Checkout.shipped(home).declarations("local").models().getFirst();
    assertThat(spec).isEqualTo(ModelSpec.fromJson(declared.toJsonForTraining()));
    assertThat(spec.alerts()).isNotEqualTo(declared.alerts());
    assertThat(variables.properties())
        .filteredOn(variable -> !variable.getKey().equals("SUNDIAL_MODEL_SPEC"))
        .extracting(variable -> variable.getKey() + "=" + Template.text(variable.getValue()))
        .containsExactlyInAnyOrder(
            "SUNDIAL_STAGE=local",
            "SUNDIAL_REGISTRY_TABLE=sundial-local-registry",
            "SUNDIAL_DATA_BUCKET=sundial-local-data-${AWS::AccountId}-${AWS::Region}",
            "SUNDIAL_ARTEFACT_BUCKET=sundial-local-artefacts-${AWS::AccountId}-${AWS::Region}",
            "SUNDIAL_EVENT_BUS=sundial-local-events");
  }

  @Test
  void givesOutWhatTheLauncherLooksFor() {
    Template template = Synthesised.localIris();
    assertThat(template.output("Model")).isEqualTo("iris");
    assertThat(template.output("DataPrefix")).isEqualTo("iris/");
    assertThat(template.output("TrainingFunction")).isEqualTo("${TrainingFunction}");
    assertThat(template.output("Schedule")).isEqualTo("sundial-local-iris-schedule");
    assertThat(template.output("TrainingFailures")).isEqualTo("${TrainingFailures}");
    assertThat(template.output("ScheduleFailures")).isEqualTo("${ScheduleFailures}");
    assertThat(template.output("Dashboard")).isEqualTo("sundial-local-iris-dashboard");
    assertThat(template.root().get("Outputs").properties()).hasSize(7);
  }
}
