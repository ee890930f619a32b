package dev.sundial.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every permission there is, word for word: a new one has to be written here too. */
class LeastPrivilegeTest {
  private static final String AWS = ":${AWS::Region}:${AWS::AccountId}:";

  @Test
  void letsTrainingReachOnlyItsOwn() {
    assertThat(Synthesised.localIris().grants("TrainingRole"))
        .containsExactly(
            "Allow s3:ListBucket on arn:${AWS::Partition}:s3:::sundial-local-data-"
                + "${AWS::AccountId}-${AWS::Region} if StringLike s3:prefix iris/*",
            "Allow s3:GetObject on arn:${AWS::Partition}:s3:::"
                + "sundial-local-data-${AWS::AccountId}-${AWS::Region}/iris/*",
            "Allow s3:GetObject s3:PutObject on arn:${AWS::Partition}:s3:::"
                + "sundial-local-artefacts-${AWS::AccountId}-${AWS::Region}/models/iris/*",
            "Allow dynamodb:ConditionCheckItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query"
                + " dynamodb:UpdateItem on arn:${AWS::Partition}:dynamodb"
                + AWS
                + "table/sundial-local-registry"
                + " if ForAllValues:StringEquals dynamodb:LeadingKeys MODEL#iris",
            "Allow events:PutEvents on arn:${AWS::Partition}:events"
                + AWS
                + "event-bus/sundial-local-events",
            "Allow sqs:SendMessage on arn:${AWS::Partition}:sqs"
                + AWS
                + "sundial-local-iris-training-failures",
            "Allow logs:CreateLogStream logs:PutLogEvents on arn:${AWS::Partition}:logs"
                + AWS
                + "log-group:/aws/lambda/sundial-local-iris-training:*");
  }

  @Test
  void letsPredictionOnlyReadModels() {
    assertThat(Synthesised.local().grants("PredictionRole"))
        .containsExactly(
            "Allow dynamodb:GetItem on arn:${AWS::Partition}:dynamodb"
                + AWS
                + "table/sundial-local-registry"
                + " if ForAllValues:StringLike dynamodb:LeadingKeys MODEL#*",
            "Allow s3:GetObject on arn:${AWS::Partition}:s3:::sundial-local-artefacts-"
                + "${AWS::AccountId}-${AWS::Region}/models/*",
            "Allow logs:CreateLogStream logs:PutLogEvents on arn:${AWS::Partition}:logs"
                + AWS
                + "log-group:/aws/lambda/sundial-local-prediction:*");
  }

  @Test
  void letsTheProbeOnlyLookAndMarkAndTell() {
    assertThat(Synthesised.local().grants("ProbeRole"))
        .containsExactly(
            "Allow dynamodb:GetItem dynamodb:Query on arn:${AWS::Partition}:dynamodb"
                + AWS
                + "table/sundial-local-registry"
                + " if ForAllValues:StringLike dynamodb:LeadingKeys MODEL#*",
            "Allow dynamodb:UpdateItem on arn:${AWS::Partition}:dynamodb"
                + AWS
                + "table/sundial-local-registry"
                + " if ForAllValues:StringLike dynamodb:LeadingKeys MODEL#*"
                + " and dynamodb:Attributes pk sk drainedSeq eventJson eventPublished"
                + " unannouncedFailures",
            "Allow events:PutEvents on arn:${AWS::Partition}:events"
                + AWS
                + "event-bus/sundial-local-events",
            "Allow s3:ListBucket on arn:${AWS::Partition}:s3:::sundial-local-data-"
                + "${AWS::AccountId}-${AWS::Region} if StringLike s3:prefix iris/* solar/*",
            "Allow s3:GetObject on arn:${AWS::Partition}:s3:::sundial-local-artefacts-"
                + "${AWS::AccountId}-${AWS::Region}/models/*/manifest.json",
            "Allow sqs:GetQueueAttributes sqs:GetQueueUrl on arn:${AWS::Partition}:sqs"
                + AWS
                + "sundial-local-*-failures",
            "Allow cloudformation:DescribeStacks on arn:${AWS::Partition}:cloudformation"
                + AWS
                + "stack/sundial-local-*-model/*",
            "Allow execute-api:Invoke on arn:${AWS::Partition}:execute-api"
                + AWS
                + "${Api}/local/POST/models/*/predict",
            "Allow cloudwatch:DescribeAlarms on arn:${AWS::Partition}:cloudwatch" + AWS + "alarm:*",
            "Allow sns:Publish on arn:${AWS::Partition}:sns" + AWS + "sundial-local-alerts",
            "Allow logs:CreateLogStream logs:PutLogEvents on arn:${AWS::Partition}:logs"
                + AWS
                + "log-group:/aws/lambda/sundial-local-probe:*");
  }

  @Test
  void letsTheAuthorizerDoNothingButWriteItsLog() {
    assertThat(Synthesised.other().grants("AuthorizerRole"))
        .containsExactly(
            "Allow logs:CreateLogStream logs:PutLogEvents on arn:${AWS::Partition}:logs"
                + AWS
                + "log-group:/aws/lambda/sundial-"
                + Synthesised.LONGEST_STAGE
                + "-authorizer:*");
  }

  @Test
  void letsTheProbeAskTheFunctionItselfWhereCallersBringTokens() {
    assertThat(Synthesised.other().grants("ProbeRole"))
        .contains(
            "Allow lambda:InvokeFunction on arn:${AWS::Partition}:lambda"
                + AWS
                + "function:sundial-"
                + Synthesised.LONGEST_STAGE
                + "-prediction:live")
        .noneMatch(line -> line.contains("execute-api"));
  }

  @Test
  void letsTheSweepOnlyRemoveArtefacts() {
    String bucket =
        "arn:${AWS::Partition}:s3:::sundial-local-artefacts-${AWS::AccountId}-${AWS::Region}";
    assertThat(Synthesised.local().grants("SweepRole"))
        .containsExactly(
            "Allow dynamodb:Query on arn:${AWS::Partition}:dynamodb"
                + AWS
                + "table/sundial-local-registry"
                + " if ForAllValues:StringLike dynamodb:LeadingKeys MODEL#*",
            "Allow s3:ListBucketVersions on " + bucket + " if StringLike s3:prefix models/*",
            "Allow s3:DeleteObjectVersion on " + bucket + "/models/*",
            "Allow logs:CreateLogStream logs:PutLogEvents on arn:${AWS::Partition}:logs"
                + AWS
                + "log-group:/aws/lambda/sundial-local-sweep:*");
  }

  @Test
  void letsSlackOnlyReadItsSecretAndKeepWhatItCouldNotTell() {
    assertThat(Synthesised.local().grants("SlackRole"))
        .containsExactly(
            "Allow secretsmanager:GetSecretValue on arn:${AWS::Partition}:secretsmanager"
                + AWS
                + "secret:sundial-local-slack-??????",
            "Allow sqs:SendMessage on arn:${AWS::Partition}:sqs"
                + AWS
                + "sundial-local-slack-failures",
            "Allow logs:CreateLogStream logs:PutLogEvents on arn:${AWS::Partition}:logs"
                + AWS
                + "log-group:/aws/lambda/sundial-local-slack:*");
  }

  @Test
  void letsAlarmsOfThisAccountPublishAndNobodyWithoutTls() {
    List<String> lines = new ArrayList<>();
    Synthesised.local()
        .properties("AlertTopicPolicy")
        .at("/PolicyDocument/Statement")
        .forEach(statement -> lines.add(Template.line(statement)));
    assertThat(lines)
        .containsExactly(
            "Deny * sns:Publish on ${AlertTopic} if Bool aws:SecureTransport false",
            "Allow Service cloudwatch.amazonaws.com sns:Publish on ${AlertTopic}"
                + " if StringEquals aws:SourceAccount ${AWS::AccountId}");
  }

  @Test
  void letsTheScheduleOnlyStartItsTrainingAndKeepWhatItCouldNot() {
    Template template = Synthesised.localIris();
    assertThat(template.grants("ScheduleRole"))
        .containsExactly(
            "Allow lambda:InvokeFunction on ${TrainingFunction.Arn}",
            "Allow sqs:SendMessage on ${ScheduleFailures.Arn}");
    assertThat(
            Template.line(
                template.properties("ScheduleRole").at("/AssumeRolePolicyDocument/Statement/0")))
        .isEqualTo(
            "Allow Service scheduler.amazonaws.com sts:AssumeRole"
                + " if StringEquals aws:SourceAccount ${AWS::AccountId}");
  }

  @Test
  void letsTheFirstLookOnlyStartTheProbe() {
    assertThat(Synthesised.localIris().grants("FirstLookScheduleRole"))
        .containsExactly(
            "Allow lambda:InvokeFunction on arn:${AWS::Partition}:lambda"
                + AWS
                + "function:sundial-local-probe");
  }

  @Test
  void letsARuleOnlyStartItsTrainingAndKeepWhatItCouldNot() {
    Template template = Synthesised.otherModel();
    JsonNode permission = template.all("AWS::Lambda::Permission").getFirst().get("Properties");
    assertThat(permission.get("Principal").asText()).isEqualTo("events.amazonaws.com");
    assertThat(Template.text(permission.get("FunctionName"))).isEqualTo("${TrainingFunction.Arn}");
    assertThat(Template.text(permission.get("SourceArn"))).isEqualTo("${Rule.Arn}");
    List<String> lines = new ArrayList<>();
    template
        .properties("ScheduleFailuresPolicy")
        .at("/PolicyDocument/Statement")
        .forEach(statement -> lines.add(Template.line(statement)));
    assertThat(lines)
        .containsExactly(
            "Deny AWS * sqs:* on ${ScheduleFailures.Arn} if Bool aws:SecureTransport false",
            "Allow Service events.amazonaws.com sqs:SendMessage on ${ScheduleFailures.Arn}"
                + " if ArnEquals aws:SourceArn ${Rule.Arn}");
  }

  @Test
  void addsTheStagesKeyWhereThereIsOne() {
    String key =
        " on arn:${AWS::Partition}:kms"
            + AWS
            + "key/* if ForAnyValue:StringEquals kms:ResourceAliases alias/sundial-"
            + Synthesised.LONGEST_STAGE;
    assertThat(Synthesised.other().grants("PredictionRole"))
        .contains("Allow kms:Decrypt kms:DescribeKey" + key)
        .hasSize(4);
    assertThat(Synthesised.otherModel().grants("TrainingRole"))
        .contains(
            "Allow kms:Decrypt kms:DescribeKey" + key,
            "Allow kms:Encrypt kms:GenerateDataKey* kms:ReEncrypt*" + key)
        .hasSize(9);
  }

  @Test
  void confinesATrainingToThePrefixItsSpecSays() {
    assertThat(Synthesised.otherModel().grants("TrainingRole"))
        .anyMatch(line -> line.endsWith("if StringLike s3:prefix some/where/else/*"))
        .anyMatch(line -> line.endsWith("${AWS::Region}/some/where/else/*"));
  }

  @Test
  void knowsNoManagedPolicyAndNoPolicyBesideTheRoles() {
    for (Template template :
        List.of(
            Synthesised.local(),
            Synthesised.localIris(),
            Synthesised.other(),
            Synthesised.otherModel())) {
      assertThat(template.types()).doesNotContain("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy");
      assertThat(template.all("AWS::IAM::Role"))
          .allMatch(role -> !role.get("Properties").has("ManagedPolicyArns"));
    }
  }
}
