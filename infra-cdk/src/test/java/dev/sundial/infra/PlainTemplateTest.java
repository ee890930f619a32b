package dev.sundial.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every template, whatever the stage and the models say. */
class PlainTemplateTest {

  static Stream<Template> templates() {
    return Stream.of(
        Synthesised.local(),
        Synthesised.localIris(),
        Synthesised.prod(),
        Synthesised.prodIris(),
        Synthesised.other(),
        Synthesised.otherModel());
  }

  @ParameterizedTest
  @MethodSource("templates")
  void bringsNoFunctionThatWeDidNotWrite(Template template) {
    assertThat(template.types())
        .noneMatch(type -> type.startsWith("Custom::"))
        .doesNotContain("AWS::CloudFormation::CustomResource", "AWS::CDK::Metadata");
    assertThat(template.all("AWS::Lambda::Function"))
        .isNotEmpty()
        .allMatch(function -> handler(function).startsWith("dev.sundial."));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void asksNothingOfTheAccountButItsName(Template template) {
    List<String> sections = new ArrayList<>();
    template.root().fieldNames().forEachRemaining(sections::add);
    assertThat(sections).containsExactlyInAnyOrder("Description", "Resources", "Outputs");
    assertThat(template.root().toString())
        .doesNotContain("Fn::ImportValue", "\"Export\"", "BootstrapVersion", "resolve:ssm");
  }

  @ParameterizedTest
  @MethodSource("templates")
  void giveEveryFunctionALogGroupOfItsOwn(Template template) {
    for (JsonNode resource : template.all("AWS::Lambda::Function")) {
      JsonNode function = resource.get("Properties");
      String group = function.at("/LoggingConfig/LogGroup/Ref").asText();
      JsonNode log = Objects.requireNonNull(template.resources().get(group), group);
      assertThat(log.at("/Properties/LogGroupName").asText())
          .isEqualTo("/aws/lambda/" + function.get("FunctionName").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void holdNoPathOfThisMachine(Template template) {
    assertThat(template.root().toString())
        .doesNotContain(System.getProperty("user.dir"), System.getProperty("user.home"));
  }

  @Test
  void takesTheZipOfEachFunctionByItsContent() {
    String training = key(Synthesised.localIris(), "TrainingFunction");
    assertThat(training).matches("[0-9a-f]{64}\\.zip");
    assertThat(training).isNotEqualTo(key(Synthesised.local(), "PredictionFunction"));
    assertThat(training).isEqualTo(key(Synthesised.prodIris(), "TrainingFunction"));
  }

  @Test
  void keepsTheLongestNamesWithinTheLimitsOfAws() {
    Template stage = Synthesised.other();
    Template model = Synthesised.otherModel();
    // A bucket's name is global: account and the longest region are part of it.
    for (String id : List.of("DataBucket", "ArtefactBucket")) {
      assertThat(
              stage
                  .text(id, "/BucketName")
                  .replace("${AWS::AccountId}", "000000000000")
                  .replace("${AWS::Region}", "ap-southeast-99"))
          .hasSizeLessThanOrEqualTo(63);
    }
    assertThat(stage.text("PredictionFunction", "/FunctionName")).hasSizeLessThanOrEqualTo(64);
    assertThat(model.text("TrainingFunction", "/FunctionName")).hasSizeLessThanOrEqualTo(64);
    assertThat(model.text("Rule", "/Name")).hasSizeLessThanOrEqualTo(64);
    assertThat(model.text("TrainingFailures", "/QueueName")).hasSizeLessThanOrEqualTo(80);
    assertThat(model.text("ScheduleFailures", "/QueueName")).hasSizeLessThanOrEqualTo(80);
    assertThat(model.text("TrainingFailures", "/QueueName"))
        .contains(Synthesised.LONGEST_STAGE)
        .contains(Synthesised.LONGEST_MODEL);
  }

  private static String handler(JsonNode function) {
    return function.at("/Properties/Handler").asText();
  }

  private static String key(Template template, String function) {
    return template.properties(function).at("/Code/S3Key").asText();
  }
}
