package dev.sundial.infra;

import dev.sundial.naming.ResourceNames;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.IAuthorizer;
import software.amazon.awscdk.services.apigateway.IdentitySource;
import software.amazon.awscdk.services.apigateway.TokenAuthorizer;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.constructs.Construct;

/**
 * Who says whose tokens may call the API: a function, restored from a snapshot of its published
 * version, that the gateway asks before it calls anything else, and whose answers it keeps.
 */
final class AuthorizerService {
  /**
   * What the header must look like, or the gateway answers 401 by itself: RFC 6750, section 2.1.
   * The scheme's name is of no case.
   */
  static final String BEARER = "^[Bb][Ee][Aa][Rr][Ee][Rr] +[-A-Za-z0-9._~+/]+=*$";

  private final Function function;
  private final IAuthorizer authorizer;

  AuthorizerService(
      Construct scope, StageSpec stage, StageSpec.Jwt jwt, ResourceNames names, Path zips) {
    this.function =
        JavaFunction.create(
                scope,
                "Authorizer",
                FunctionPackage.AUTHORIZER,
                names.authorizerFunction(),
                stage,
                zips,
                List.of())
            .description("Says whose tokens may call the API")
            .memorySize(512)
            .timeout(Duration.seconds(15))
            .environment(new Environments(stage, Aws.ACCOUNT_ID, Aws.REGION).authorizer(jwt))
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .build();
    // It advises to publish a version; the alias below serves one.
    Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
    Alias live =
        Alias.Builder.create(scope, "AuthorizerAlias")
            .aliasName(PredictionService.LIVE)
            .version(function.getCurrentVersion())
            .build();
    this.authorizer =
        TokenAuthorizer.Builder.create(scope, "Authorizer")
            .authorizerName(names.authorizerFunction())
            .handler(live)
            .identitySource(IdentitySource.header("Authorization"))
            .validationRegex(BEARER)
            .resultsCacheTtl(Duration.seconds(jwt.cacheFor().toSeconds()))
            .build();
  }

  String functionName() {
    return function.getFunctionName();
  }

  IAuthorizer authorizer() {
    return authorizer;
  }
}
