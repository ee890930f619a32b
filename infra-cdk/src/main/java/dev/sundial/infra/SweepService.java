package dev.sundial.infra;

import dev.sundial.naming.RegistryKeys;
import dev.sundial.naming.ResourceNames;
import dev.sundial.spec.ModelSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.lambda.EventInvokeConfig;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * Once a day, removes the objects of attempts that came to nothing: the only function that may
 * delete, and nothing but artefacts.
 */
final class SweepService {
  private static final String DAILY = "cron(45 4 * * ? *)";

  private SweepService() {}

  static void create(
      Construct scope, StageSpec stage, List<ModelSpec> models, Arns arns, Path zips) {
    ResourceNames names = arns.names();
    Function function =
        JavaFunction.create(
                scope,
                "Sweep",
                FunctionPackage.SWEEP,
                names.sweepFunction(),
                stage,
                zips,
                grants(stage, arns))
            .description("Removes what trainings left that came to nothing")
            .memorySize(512)
            .timeout(software.amazon.awscdk.Duration.minutes(5))
            .environment(new Environments(stage, Aws.ACCOUNT_ID, Aws.REGION).sweep(models))
            .build();
    EventInvokeConfig.Builder.create(scope, "SweepInvocation")
        .function(function)
        .retryAttempts(0)
        .build();
    IDependable unused =
        new Timer(
                "Sweep",
                names.sweepSchedule(),
                "Removes what trainings left that came to nothing",
                DAILY,
                "UTC",
                Map.of(),
                2,
                Duration.ofHours(1),
                Optional.empty())
            .invoke(scope, stage.trigger(), function);
  }

  private static List<Grant> grants(StageSpec stage, Arns arns) {
    List<Grant> grants = new ArrayList<>();
    grants.add(
        Grant.of("ReadRegistry", arns.registryTable(), "dynamodb:Query")
            .when(
                "ForAllValues:StringLike",
                "dynamodb:LeadingKeys",
                List.of(RegistryKeys.ANY_PARTITION)));
    grants.add(
        Grant.of("ListArtefacts", arns.artefactBucket(), "s3:ListBucketVersions")
            .when("StringLike", "s3:prefix", "models/*"));
    grants.add(
        Grant.of("RemoveLeftovers", arns.artefactBucket() + "/models/*", "s3:DeleteObjectVersion"));
    grants.addAll(StageKey.reading(stage));
    return grants;
  }
}
