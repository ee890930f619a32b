package dev.sundial.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StageTemplateTest {

  @Test
  void holdsExactlyTheseResources() {
    assertThat(Synthesised.local().types())
        .filteredOn(type -> !type.equals("AWS::CloudWatch::Alarm"))
        .containsExactly(
            "AWS::ApiGateway::Deployment",
            "AWS::ApiGateway::GatewayResponse",
            "AWS::ApiGateway::GatewayResponse",
            "AWS::ApiGateway::GatewayResponse",
            "AWS::ApiGateway::GatewayResponse",
            "AWS::ApiGateway::GatewayResponse",
            "AWS::ApiGateway::GatewayResponse",
            "AWS::ApiGateway::Method",
            "AWS::ApiGateway::Resource",
            "AWS::ApiGateway::RestApi",
            "AWS::ApiGateway::Stage",
            "AWS::CloudWatch::Dashboard",
            "AWS::DynamoDB::Table",
            "AWS::Events::EventBus",
            "AWS::Events::Rule",
            "AWS::IAM::Role",
            "AWS::IAM::Role",
            "AWS::IAM::Role",
            "AWS::IAM::Role",
            "AWS::IAM::Role",
            "AWS::IAM::Role",
            "AWS::IAM::Role",
            "AWS::Lambda::Alias",
            "AWS::Lambda::EventInvokeConfig",
            "AWS::Lambda::EventInvokeConfig",
            "AWS::Lambda::EventInvokeConfig",
            "AWS::Lambda::Function",
            "AWS::Lambda::Function",
            "AWS::Lambda::Function",
            "AWS::Lambda::Function",
            "AWS::Lambda::Permission",
            "AWS::Lambda::Permission",
            "AWS::Lambda::Permission",
            "AWS::Lambda::Version",
            "AWS::Logs::LogGroup",
            "AWS::Logs::LogGroup",
            "AWS::Logs::LogGroup",
            "AWS::Logs::LogGroup",
            "AWS::Logs::LogGroup",
            "AWS::S3::Bucket",
            "AWS::S3::Bucket",
            "AWS::S3::BucketPolicy",
            "AWS::S3::BucketPolicy",
            "AWS::SNS::Subscription",
            "AWS::SNS::Subscription",
            "AWS::SNS::Topic",
            "AWS::SNS::TopicPolicy",
            "AWS::SQS::Queue",
            "AWS::SQS::QueuePolicy",
            "AWS::Scheduler::Schedule",
            "AWS::Scheduler::Schedule",
            "AWS::Scheduler::Schedule",
            "AWS::SecretsManager::Secret");
  }

  @ParameterizedTest
  @CsvSource({"DataBucket, data", "ArtefactBucket, artefacts"})
  void keepsObjectsVersionedEncryptedAndPrivate(String id, String name) {
    Template template = Synthesised.local();
    JsonNode bucket = template.properties(id);
    assertThat(template.text(id, "/BucketName"))
        .isEqualTo("sundial-local-" + name + "-${AWS::AccountId}-${AWS::Region}");
    assertThat(bucket.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
    assertThat(bucket.at("/BucketEncryption/ServerSideEncryptionConfiguration/0").toString())
        .isEqualTo("{\"ServerSideEncryptionByDefault\":{\"SSEAlgorithm\":\"AES256\"}}");
    assertThat(bucket.at("/OwnershipControls/Rules/0/ObjectOwnership").asText())
        .isEqualTo("BucketOwnerEnforced");
    assertThat(bucket.at("/PublicAccessBlockConfiguration").properties())
        .hasSize(4)
        .allMatch(block -> block.getValue().asBoolean());
    assertThat(bucket.at("/LifecycleConfiguration/Rules").toString())
        .isEqualTo(
            "[{\"AbortIncompleteMultipartUpload\":{\"DaysAfterInitiation\":7},"
                + "\"Id\":\"abandoned-uploads\",\"Status\":\"Enabled\"}]");
    assertThat(Template.line(template.properties(id + "Policy").at("/PolicyDocument/Statement/0")))
        .isEqualTo(
            "Deny AWS * s3:* on ${%1$s.Arn} ${%1$s.Arn}/* if Bool aws:SecureTransport false"
                .formatted(id));
  }

  @Test
  void keepsTheRegistryOnDemandAndRecoverable() {
    JsonNode table = Synthesised.local().properties("Registry");
    assertThat(table.get("TableName").asText()).isEqualTo("sundial-local-registry");
    assertThat(table.get("KeySchema").toString())
        .isEqualTo(
            "[{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"},"
                + "{\"AttributeName\":\"sk\",\"KeyType\":\"RANGE\"}]");
    assertThat(table.get("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    assertThat(table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DataBucket", "ArtefactBucket", "Registry", "PredictionLog"})
  void removesOrRetainsAsTheStageSays(String id) {
    JsonNode destroyed = Synthesised.local().resource(id);
    assertThat(destroyed.get("DeletionPolicy").asText()).isEqualTo("Delete");
    assertThat(destroyed.get("UpdateReplacePolicy").asText()).isEqualTo("Delete");
    JsonNode retained = Synthesised.prod().resource(id);
    assertThat(retained.get("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
    assertThat(retained.get("UpdateReplacePolicy").asText()).isEqualTo("Retain");
  }

  @Test
  void protectsTheRegistryWhereItIsRetained() {
    assertThat(Synthesised.local().properties("Registry").get("DeletionProtectionEnabled"))
        .hasToString("false");
    assertThat(Synthesised.prod().properties("Registry").get("DeletionProtectionEnabled"))
        .hasToString("true");
  }

  @Test
  void runsOnePredictionFunctionFromASnapshot() {
    Template template = Synthesised.local();
    JsonNode function = template.properties("PredictionFunction");
    assertThat(function.get("FunctionName").asText()).isEqualTo("sundial-local-prediction");
    assertThat(function.get("Runtime").asText()).isEqualTo("java25");
    assertThat(function.get("Handler").asText())
        .isEqualTo("dev.sundial.prediction.PredictionHandler::handleRequest");
    assertThat(function.get("SnapStart").toString())
        .isEqualTo("{\"ApplyOn\":\"PublishedVersions\"}");
    assertThat(function.get("MemorySize").asInt()).isEqualTo(1024);
    assertThat(function.get("Timeout").asInt()).isEqualTo(10);
    assertThat(function.has("ReservedConcurrentExecutions")).isFalse();
    assertThat(template.text("PredictionFunction", "/LoggingConfig/LogGroup"))
        .isEqualTo("${PredictionLog}");
    assertThat(template.text("PredictionAlias", "/FunctionVersion"))
        .isEqualTo("${PredictionFunctionCurrentVersion.Version}");
    assertThat(template.properties("PredictionAlias").get("Name").asText()).isEqualTo("live");
  }

  @Test
  void tellsThePredictionFunctionWhatItServes() {
    Template template = Synthesised.local();
    JsonNode variables = template.properties("PredictionFunction").at("/Environment/Variables");
    assertThat(variables.properties())
        .extracting(variable -> variable.getKey() + "=" + Template.text(variable.getValue()))
        .containsExactlyInAnyOrder(
            "JAVA_TOOL_OPTIONS=-XX:+DisableExplicitGC",
            "SUNDIAL_STAGE=local",
            "SUNDIAL_MODELS=iris,solar",
            "SUNDIAL_DEFAULT_MODEL=iris",
            "SUNDIAL_POINTER_INTERVAL=PT1M",
            "SUNDIAL_REGISTRY_TABLE=sundial-local-registry",
            "SUNDIAL_ARTEFACT_BUCKET=sundial-local-artefacts-${AWS::AccountId}-${AWS::Region}");
  }

  @Test
  void namesNoDefaultModelWhereTheStageNamesNone() {
    Template template = Synthesised.other();
    assertThat(template.properties("PredictionFunction").at("/Environment/Variables").toString())
        .contains("SUNDIAL_MODELS")
        .doesNotContain("SUNDIAL_DEFAULT_MODEL");
    assertThat(template.root().get("Outputs").has("DefaultModel")).isFalse();
  }

  @Test
  void handsEveryPathBelowTheRootToTheAlias() {
    Template template = Synthesised.local();
    List<JsonNode> methods = template.all("AWS::ApiGateway::Method");
    assertThat(methods).hasSize(1);
    JsonNode method = methods.getFirst().get("Properties");
    assertThat(method.get("HttpMethod").asText()).isEqualTo("ANY");
    assertThat(method.get("AuthorizationType").asText()).isEqualTo("NONE");
    assertThat(method.at("/Integration/Type").asText()).isEqualTo("AWS_PROXY");
    assertThat(Template.text(method.at("/Integration/Uri")))
        .isEqualTo(
            "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
                + "${PredictionAlias}/invocations");
    assertThat(template.all("AWS::ApiGateway::Resource").getFirst().at("/Properties/PathPart"))
        .hasToString("\"{proxy+}\"");
    JsonNode permission =
        template.all("AWS::Lambda::Permission").stream()
            .map(resource -> resource.get("Properties"))
            .filter(one -> one.get("Principal").asText().equals("apigateway.amazonaws.com"))
            .findFirst()
            .orElseThrow();
    assertThat(Template.text(permission.get("FunctionName"))).isEqualTo("${PredictionAlias}");
    assertThat(Template.text(permission.get("SourceArn")))
        .startsWith("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/");
  }

  @Test
  void asksCallersToSignUnlessTheStageIsOpen() {
    assertThat(
            Synthesised.prod()
                .all("AWS::ApiGateway::Method")
                .getFirst()
                .at("/Properties/AuthorizationType"))
        .hasToString("\"AWS_IAM\"");
  }

  @Test
  void asksTheAuthorizerWhereCallersBringTokens() {
    Template template = Synthesised.other();
    JsonNode method = template.all("AWS::ApiGateway::Method").getFirst().get("Properties");
    assertThat(method.get("AuthorizationType").asText()).isEqualTo("CUSTOM");
    assertThat(Template.text(method.get("AuthorizerId"))).isEqualTo("${Authorizer}");
    JsonNode authorizer = template.all("AWS::ApiGateway::Authorizer").getFirst().get("Properties");
    assertThat(authorizer.get("Type").asText()).isEqualTo("TOKEN");
    assertThat(authorizer.get("IdentitySource").asText())
        .isEqualTo("method.request.header.Authorization");
    assertThat(authorizer.get("AuthorizerResultTtlInSeconds").asInt()).isEqualTo(120);
    String expression = authorizer.get("IdentityValidationExpression").asText();
    assertThat("Bearer a.b-c_d.").matches(expression);
    assertThat("bEARER  a").matches(expression);
    for (String other : List.of("", "Bearer", "Bearer ", "Basic a", "Bearer a b", "xBearer a")) {
      assertThat(other).doesNotMatch(expression);
    }
    JsonNode permission =
        template.all("AWS::Lambda::Permission").stream()
            .map(resource -> resource.get("Properties"))
            .filter(one -> Template.text(one.get("FunctionName")).equals("${AuthorizerAlias}"))
            .findFirst()
            .orElseThrow();
    assertThat(permission.get("Principal").asText()).isEqualTo("apigateway.amazonaws.com");
    assertThat(Template.text(permission.get("SourceArn")))
        .endsWith(":${Api}/authorizers/${Authorizer}");
    assertThat(template.output("ApiAuth")).isEqualTo("jwt");
    assertThat(template.output("AuthorizerFunction")).isEqualTo("${AuthorizerFunction}");
  }

  @Test
  void tellsTheAuthorizerWhichTokensAreTaken() {
    Template template = Synthesised.other();
    JsonNode function = template.properties("AuthorizerFunction");
    assertThat(function.get("SnapStart").toString())
        .isEqualTo("{\"ApplyOn\":\"PublishedVersions\"}");
    assertThat(function.at("/Environment/Variables").properties())
        .extracting(variable -> variable.getKey() + "=" + Template.text(variable.getValue()))
        .containsExactlyInAnyOrder(
            "SUNDIAL_JWT_ISSUER=https://login.example.com/tenant",
            "SUNDIAL_JWT_AUDIENCE=[\"sundial\",\"https://api.example.com\"]",
            "SUNDIAL_JWKS_URI=https://keys.example.com/jwks",
            "JAVA_TOOL_OPTIONS=-XX:+DisableExplicitGC");
    assertThat(Synthesised.local().types()).doesNotContain("AWS::ApiGateway::Authorizer");
  }

  @Test
  void limitsTheRateAndLogsRequestsWhereTheStageSays() {
    JsonNode local = stage(Synthesised.local());
    assertThat(local.get("StageName").asText()).isEqualTo("local");
    assertThat(local.at("/MethodSettings/0/ThrottlingRateLimit").asInt()).isEqualTo(10000);
    assertThat(local.at("/MethodSettings/0/ThrottlingBurstLimit").asInt()).isEqualTo(5000);
    assertThat(Template.text(local.at("/AccessLogSetting/DestinationArn")))
        .isEqualTo("${AccessLog.Arn}");
    JsonNode other = stage(Synthesised.other());
    assertThat(other.at("/MethodSettings/0/ThrottlingRateLimit").asInt()).isEqualTo(3);
    assertThat(other.at("/MethodSettings/0/ThrottlingBurstLimit").asInt()).isEqualTo(4);
    assertThat(other.has("AccessLogSetting")).isFalse();
  }

  @Test
  void leavesTheAccountsApiGatewaySettingsAndCorsAlone() {
    for (Template template : List.of(Synthesised.local(), Synthesised.prod())) {
      assertThat(template.types()).doesNotContain("AWS::ApiGateway::Account");
      assertThat(template.root().toString())
          .doesNotContain("\"OPTIONS\"", "Access-Control", "AWS::WAFv2", "SUNDIAL_CORS_ORIGINS");
    }
  }

  @Test
  void letsPagesAskUnsignedWhatTheyMayAskWhereTheStageNamesThem() {
    Template template = Synthesised.other();
    assertThat(template.all("AWS::ApiGateway::Method"))
        .extracting(
            method ->
                method.at("/Properties/HttpMethod").asText()
                    + " "
                    + method.at("/Properties/AuthorizationType").asText())
        .containsExactlyInAnyOrder("ANY CUSTOM", "OPTIONS NONE");
    assertThat(template.text("PredictionFunction", "/Environment/Variables/SUNDIAL_CORS_ORIGINS"))
        .isEqualTo("https://app.example.com");
    assertThat(template.all("AWS::ApiGateway::GatewayResponse"))
        .allSatisfy(
            response ->
                assertThat(response.at("/Properties/ResponseParameters").toString())
                    .contains("Access-Control-Allow-Origin\":\"'https://app.example.com'"));
  }

  @Test
  void putsAWebAclBeforeTheApiThatLetsBatchesOfRowsThrough() {
    Template template = Synthesised.other();
    JsonNode acl = template.all("AWS::WAFv2::WebACL").getFirst().get("Properties");
    assertThat(acl.get("Scope").asText()).isEqualTo("REGIONAL");
    assertThat(acl.get("Rules"))
        .extracting(rule -> rule.get("Name").asText())
        .containsExactly(
            "one-address",
            "AWSManagedRulesAmazonIpReputationList",
            "AWSManagedRulesKnownBadInputsRuleSet",
            "AWSManagedRulesCommonRuleSet");
    assertThat(
            acl.at("/Rules/3/Statement/ManagedRuleGroupStatement/RuleActionOverrides").toString())
        .isEqualTo("[{\"ActionToUse\":{\"Count\":{}},\"Name\":\"SizeRestrictions_BODY\"}]");
    JsonNode association =
        template.all("AWS::WAFv2::WebACLAssociation").getFirst().get("Properties");
    assertThat(Template.text(association.get("WebACLArn"))).isEqualTo("${Firewall.Arn}");
    assertThat(Template.text(association.get("ResourceArn")))
        .matches("arn:.*:apigateway:.*::/restapis/\\$\\{Api}/stages/.*");
  }

  @Test
  void tellsGatewayErrorsInTheShapeOfTheApi() {
    List<JsonNode> responses = Synthesised.local().all("AWS::ApiGateway::GatewayResponse");
    assertThat(responses)
        .extracting(response -> response.at("/Properties/ResponseType").asText())
        .containsExactlyInAnyOrder(
            "DEFAULT_4XX",
            "DEFAULT_5XX",
            "THROTTLED",
            "UNAUTHORIZED",
            "AUTHORIZER_FAILURE",
            "AUTHORIZER_CONFIGURATION_ERROR");
    assertThat(responses)
        .allSatisfy(
            response -> {
              assertThat(
                      response.at("/Properties/ResponseTemplates").get("application/json").asText())
                  .startsWith("{\"error\":");
              assertThat(response.at("/Properties/ResponseParameters").toString())
                  .contains("gatewayresponse.header.x-request-id\":\"context.requestId\"");
            });
  }

  @Test
  void keepsLogsAsLongAsTheStageSays() {
    assertThat(retentions(Synthesised.local())).containsOnly(7);
    assertThat(retentions(Synthesised.prod())).containsOnly(90);
    assertThat(retentions(Synthesised.other())).containsOnly(1);
  }

  @Test
  void encryptsWithAKeyOfItsOwnWhereTheStageSays() {
    Template template = Synthesised.other();
    assertThat(template.properties("Key").get("EnableKeyRotation").asBoolean()).isTrue();
    assertThat(template.all("AWS::KMS::Alias").getFirst().at("/Properties/AliasName").asText())
        .isEqualTo("alias/sundial-" + Synthesised.LONGEST_STAGE);
    for (String bucket : List.of("DataBucket", "ArtefactBucket")) {
      JsonNode rule =
          template.properties(bucket).at("/BucketEncryption/ServerSideEncryptionConfiguration/0");
      assertThat(rule.get("BucketKeyEnabled").asBoolean()).isTrue();
      assertThat(rule.at("/ServerSideEncryptionByDefault/SSEAlgorithm").asText())
          .isEqualTo("aws:kms");
      assertThat(Template.text(rule.at("/ServerSideEncryptionByDefault/KMSMasterKeyID")))
          .isEqualTo("${Key.Arn}");
    }
    assertThat(template.text("Registry", "/SSESpecification/KMSMasterKeyId"))
        .isEqualTo("${Key.Arn}");
    assertThat(Synthesised.prod().types()).doesNotContain("AWS::KMS::Key");
  }

  @Test
  void givesOutWhatTheLauncherLooksFor() {
    Template template = Synthesised.local();
    assertThat(template.output("DataBucket")).isEqualTo("${DataBucket}");
    assertThat(template.output("ArtefactBucket")).isEqualTo("${ArtefactBucket}");
    assertThat(template.output("RegistryTable")).isEqualTo("${Registry}");
    assertThat(template.output("EventBus")).isEqualTo("${EventBus}");
    assertThat(template.output("PredictionFunction")).isEqualTo("${PredictionFunction}");
    assertThat(template.output("ApiId")).isEqualTo("${Api}");
    assertThat(template.output("ApiUrl"))
        .isEqualTo(
            "https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/"
                + "${ApiDeploymentStagelocal}/");
    assertThat(template.output("Models")).isEqualTo("iris,solar");
    assertThat(template.output("DefaultModel")).isEqualTo("iris");
    assertThat(template.output("AlertTopic")).isEqualTo("${AlertTopic}");
    assertThat(template.output("SlackSecret")).isEqualTo("sundial-local-slack");
    assertThat(template.output("SlackFunction")).isEqualTo("${SlackFunction}");
    assertThat(template.output("SlackFailures")).isEqualTo("${SlackFailures}");
    assertThat(template.output("ProbeFunction")).isEqualTo("${ProbeFunction}");
    assertThat(template.output("SweepFunction")).isEqualTo("sundial-local-sweep");
    assertThat(template.output("Dashboard")).isEqualTo("sundial-local-dashboard");
    assertThat(template.output("ApiAuth")).isEqualTo("open");
    assertThat(template.root().get("Outputs").properties()).hasSize(17);
  }

  private static JsonNode stage(Template template) {
    return template.all("AWS::ApiGateway::Stage").getFirst().get("Properties");
  }

  private static List<Integer> retentions(Template template) {
    return template.all("AWS::Logs::LogGroup").stream()
        .map(log -> log.at("/Properties/RetentionInDays").asInt())
        .toList();
  }
}
