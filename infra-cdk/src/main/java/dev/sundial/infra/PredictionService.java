package dev.sundial.infra;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.RegistryKeys;
import dev.sundial.naming.ResourceNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.Resource;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.constructs.Construct;

/**
 * The prediction function of all models, restored from a snapshot of its published version, behind
 * a REST API that hands every path below its root to it.
 */
final class PredictionService {
  private final Function function;
  private final RestApi api;

  PredictionService(
      Construct scope, StageSpec stage, List<ModelName> models, Arns arns, Path zips) {
    String name = arns.names().predictionFunction();
    this.function =
        JavaFunction.create(
                scope,
                "Prediction",
                FunctionPackage.PREDICTION,
                name,
                stage,
                zips,
                grants(stage, arns))
            .description("Answers predictions with the version the pointer names")
            .memorySize(stage.prediction().memoryMegabytes())
            .timeout(Duration.seconds(stage.prediction().timeout().toSeconds()))
            .environment(new Environments(stage, Aws.ACCOUNT_ID, Aws.REGION).prediction(models))
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .build();
    // It advises to publish a version; the alias below serves one.
    Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
    Alias live =
        Alias.Builder.create(scope, "PredictionAlias")
            .aliasName("live")
            .version(function.getCurrentVersion())
            .build();
    this.api = api(scope, stage, arns.names(), live);
  }

  String functionName() {
    return function.getFunctionName();
  }

  RestApi api() {
    return api;
  }

  private static List<Grant> grants(StageSpec stage, Arns arns) {
    List<Grant> grants = new ArrayList<>();
    grants.add(
        Grant.of("ReadModelsOfRegistry", arns.registryTable(), "dynamodb:GetItem")
            .when(
                "ForAllValues:StringLike",
                "dynamodb:LeadingKeys",
                List.of(RegistryKeys.ANY_PARTITION)));
    grants.add(Grant.of("ReadScorers", arns.artefactBucket() + "/models/*", "s3:GetObject"));
    grants.addAll(StageKey.reading(stage));
    return grants;
  }

  private static RestApi api(Construct scope, StageSpec stage, ResourceNames names, Alias live) {
    StageOptions.Builder options =
        StageOptions.builder()
            .stageName(stage.name().value())
            .throttlingRateLimit(stage.api().rate())
            .throttlingBurstLimit(stage.api().burst());
    if (stage.api().accessLog()) {
      options
          .accessLogDestination(
              new LogGroupLogDestination(
                  FunctionLog.create(scope, "AccessLog", "/aws/apigateway/" + names.api(), stage)))
          .accessLogFormat(AccessLogFormat.jsonWithStandardFields());
    }
    RestApi api =
        RestApi.Builder.create(scope, "Api")
            .restApiName(names.api())
            .description("Predictions of stage " + stage.name())
            .endpointTypes(List.of(EndpointType.REGIONAL))
            .cloudWatchRole(false)
            .deployOptions(options.build())
            .build();
    LambdaIntegration function =
        LambdaIntegration.Builder.create(live).allowTestInvoke(false).build();
    Resource everyPath = api.getRoot().addResource("{proxy+}");
    everyPath.addMethod(
        "ANY", function, MethodOptions.builder().authorizationType(authorization(stage)).build());
    if (!stage.api().cors().isEmpty()) {
      // A browser asks before it calls, and cannot sign that.
      everyPath.addMethod(
          "OPTIONS",
          function,
          MethodOptions.builder().authorizationType(AuthorizationType.NONE).build());
    }
    GatewayErrors.add(api, stage.api().cors());
    Firewalls.add(scope, stage, names.api(), api);
    api.getNode().tryRemoveChild("Endpoint"); // CDK's own output; ours has a name
    return api;
  }

  private static AuthorizationType authorization(StageSpec stage) {
    return switch (stage.auth()) {
      case IAM -> AuthorizationType.IAM;
      case OPEN -> AuthorizationType.NONE;
    };
  }
}
