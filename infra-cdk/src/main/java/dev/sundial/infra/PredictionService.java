package dev.sundial.infra;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.RegistryKeys;
import dev.sundial.naming.ResourceNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  /** The alias that the API calls. */
  static final String LIVE = "live";

  private final Function function;
  private final RestApi api;
  private final Optional<AuthorizerService> authorizer;

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
            .aliasName(LIVE)
            .version(function.getCurrentVersion())
            .build();
    this.authorizer =
        stage
            .jwt()
            .filter(jwt -> stage.auth() == StageSpec.Auth.JWT)
            .map(jwt -> new AuthorizerService(scope, stage, jwt, arns.names(), zips));
    this.api = api(scope, stage, arns.names(), live, methods(stage));
  }

  String functionName() {
    return function.getFunctionName();
  }

  RestApi api() {
    return api;
  }

  /** Says whose tokens may call the API; absent where it takes none. */
  Optional<AuthorizerService> authorizer() {
    return authorizer;
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

  private static RestApi api(
      Construct scope, StageSpec stage, ResourceNames names, Alias live, MethodOptions methods) {
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
    everyPath.addMethod("ANY", function, methods);
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

  private MethodOptions methods(StageSpec stage) {
    MethodOptions.Builder options = MethodOptions.builder();
    return switch (stage.auth()) {
      case IAM -> options.authorizationType(AuthorizationType.IAM).build();
      case JWT ->
          options
              .authorizationType(AuthorizationType.CUSTOM)
              .authorizer(authorizer.orElseThrow().authorizer())
              .build();
      case OPEN -> options.authorizationType(AuthorizationType.NONE).build();
    };
  }
}
