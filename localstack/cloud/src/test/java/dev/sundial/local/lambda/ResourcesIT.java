package dev.sundial.local.lambda;

import static dev.sundial.local.lambda.LocalLambda.ROLE;
import static dev.sundial.local.lambda.LocalLambda.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.lambda.fixture.Commands;
import dev.sundial.local.lambda.fixture.Snap;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.stack.TemplateException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourcesIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void makesAFunctionAVersionAndAnAlias(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      Resource function = create(local, "AWS::Lambda::Function", "F", function(Snap.class, ""));
      assertThat(function.physicalId()).isEqualTo("f");
      assertThat(function.attributes())
          .containsExactly(Map.entry("Arn", "arn:aws:lambda:us-east-1:000000000000:function:f"));
      Resource version = create(local, "AWS::Lambda::Version", "V", "{\"FunctionName\":\"f\"}");
      assertThat(version.attributes()).containsEntry("Version", "1");
      Resource alias =
          create(
              local,
              "AWS::Lambda::Alias",
              "A",
              "{\"FunctionName\":\"f\",\"Name\":\"live\",\"FunctionVersion\":\"1\"}");
      assertThat(alias.physicalId())
          .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:f:live");
      assertThat(text(local.invoke("f:live", "{}", Map.of())))
          .isEqualTo("\"init beforeCheckpoint afterRestore invoke\"");
      assertThat(local.lambda.environments()).isNotEmpty();
      delete(local, "AWS::Lambda::Alias", alias);
      delete(local, "AWS::Lambda::Version", version);
      delete(local, "AWS::Lambda::Function", function);
      delete(local, "AWS::Lambda::Function", function);
      assertThat(local.lambda.functions().all()).isEmpty();
      while (!local.lambda.environments().isEmpty()) {
        Thread.sleep(10);
      }
    }
  }

  @Test
  void repeatingACreateMakesNothingNewButAnotherVersionResourceDoes(@TempDir Path folder)
      throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      create(local, "AWS::Lambda::Function", "F", function(Commands.class, ""));
      String version = "{\"FunctionName\":\"f\"}";
      assertThat(create(local, "AWS::Lambda::Version", "V", version).physicalId()).endsWith(":1");
      assertThat(create(local, "AWS::Lambda::Version", "V", version).physicalId()).endsWith(":1");
      assertThat(create(local, "AWS::Lambda::Version", "W", version).physicalId()).endsWith(":2");
    }
  }

  @Test
  void aFailingHookFailsTheDeploy(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      String variables = ",\"Environment\":{\"Variables\":{\"FAIL\":\"beforeCheckpoint\"}}";
      create(local, "AWS::Lambda::Function", "F", function(Snap.class, variables));
      assertThatThrownBy(
              () -> create(local, "AWS::Lambda::Version", "V", "{\"FunctionName\":\"f\"}"))
          .isInstanceOf(TemplateException.class)
          .hasMessageStartingWith("the snapshot of version 1 of f failed: ");
    }
  }

  @Test
  void setsConcurrencyPermissionsAndEventSettings(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      create(
          local,
          "AWS::Lambda::Function",
          "F",
          function(Commands.class, ",\"ReservedConcurrentExecutions\":1"));
      create(
          local,
          "AWS::Lambda::Permission",
          "P",
          """
          {"FunctionName":"arn:aws:lambda:us-east-1:000000000000:function:f",
           "Action":"lambda:InvokeFunction","Principal":"apigateway.amazonaws.com",
           "SourceArn":"arn:aws:execute-api:us-east-1:000000000000:api/*/POST/x"}""");
      Resource config =
          create(
              local,
              "AWS::Lambda::EventInvokeConfig",
              "E",
              """
              {"FunctionName":"f","Qualifier":"$LATEST","MaximumRetryAttempts":"1",
               "MaximumEventAgeInSeconds":3600,
               "DestinationConfig":{"OnFailure":{
                 "Destination":"arn:aws:sqs:us-east-1:000000000000:q"}}}""");
      FunctionState state = local.lambda.functions().find("f").orElseThrow();
      assertThat(state.reservedConcurrency()).isEqualTo(1);
      assertThat(state.invokeConfig("$LATEST").retries()).isEqualTo(1);
      assertThat(state.invokeConfig("$LATEST").onFailure()).endsWith(":q");
      assertThat(local.lambda.policy("f").orElseThrow())
          .contains(
              "\"ArnLike\":{\"AWS:SourceArn\":"
                  + "\"arn:aws:execute-api:us-east-1:000000000000:api/*/POST/x\"}");
      assertThat(local.lambda.policy("f:live")).isEmpty();
      assertThat(text(local.call("GET", "/2015-03-31/functions/f/policy", Map.of(), "")))
          .contains("\\\"Principal\\\":{\\\"Service\\\":\\\"apigateway.amazonaws.com\\\"}");
      delete(local, "AWS::Lambda::EventInvokeConfig", config);
      assertThat(local.lambda.functions().find("f").orElseThrow().invokeConfigs()).isEmpty();
    }
  }

  @Test
  void refusesByName(@TempDir Path folder) throws Exception {
    try (LocalLambda local = new LocalLambda(folder)) {
      Properties properties =
          properties(
              """
              {"Code":{"S3Bucket":"b","S3Key":"fixture.zip"},"Handler":"h","Role":"r",
               "Runtime":"python3.13","MemorySize":64,"Timeout":901,"Layers":["l"],
               "TracingConfig":{"Mode":"Active"},"LoggingConfig":{"LogFormat":"JSON"},
               "DeadLetterConfig":{"TargetArn":"arn:aws:kinesis:us-east-1:000000000000:x"},
               "Environment":{"Variables":{"AWS_REGION":"x"}}}""");
      type(local, "AWS::Lambda::Function").read(properties);
      assertThat(properties.unasked()).containsExactly("T.Layers");
      assertThat(properties.problems())
          .containsExactly(
              "T.TracingConfig.Mode is not supported as Active, only as [PassThrough]",
              "T.Runtime is not supported as python3.13, only as [java25, java21]",
              "T.MemorySize must be from 128 to 10240, was 64",
              "T.Timeout must be from 1 to 900, was 901",
              "T.Environment.Variables.AWS_REGION is reserved",
              "T.LoggingConfig.LogFormat is not supported as JSON, only as [Text]",
              "T.DeadLetterConfig.TargetArn is not supported as"
                  + " arn:aws:kinesis:us-east-1:000000000000:x");
    }
  }

  private static String function(Class<?> handler, String more) {
    return """
    {"FunctionName":"f","Code":{"S3Bucket":"b","S3Key":"fixture.zip"},"Handler":"%s::handleRequest",
     "Role":"%s","Runtime":"java25","MemorySize":256,"Timeout":10,
     "SnapStart":{"ApplyOn":"PublishedVersions"}%s}"""
        .formatted(handler.getName(), ROLE, more);
  }

  private static <D> Resource create(
      LocalLambda local, String typeName, String logicalId, String json) throws Exception {
    ResourceType<D> type = type(local, typeName);
    Properties properties = properties(json);
    D declaration = type.read(properties);
    assertThat(properties.unasked()).isEmpty();
    Deployment deployment = local.deployment(logicalId);
    return type.create(declaration, deployment);
  }

  private static void delete(LocalLambda local, String typeName, Resource resource) {
    type(local, typeName).delete(resource, local.deployment("X"));
  }

  @SuppressWarnings("unchecked")
  private static <D> ResourceType<D> type(LocalLambda local, String name) {
    return (ResourceType<D>)
        local.lambda.resourceTypes().stream()
            .filter(type -> type.name().equals(name))
            .findFirst()
            .orElseThrow();
  }

  private static Properties properties(String json) throws Exception {
    return new Properties("T", (ObjectNode) MAPPER.readTree(json));
  }
}
