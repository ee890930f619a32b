package dev.sundial.infra;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.RegistryKeys;
import dev.sundial.spec.ModelSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.EventInvokeConfig;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** A model's training function: its limits, its retries, and a role that reaches only its own. */
final class TrainingService {
  private final Function function;

  TrainingService(
      Construct scope, StageSpec stage, ModelSpec model, Arns arns, Queue failures, Path zips) {
    String name = arns.names().trainingFunction(model.name());
    Function.Builder builder =
        JavaFunction.create(
                scope,
                "Training",
                FunctionPackage.TRAINING,
                name,
                stage,
                zips,
                grants(stage, model, arns))
            .description("Trains " + model.name())
            .memorySize(model.training().memoryMegabytes())
            .timeout(Duration.seconds(model.training().hardLimit().toSeconds()))
            .environment(new Environments(stage, Aws.ACCOUNT_ID, Aws.REGION).training(model));
    if (model.training().oneAtATime()) {
      builder.reservedConcurrentExecutions(1);
    }
    this.function = builder.build();
    EventInvokeConfig.Builder.create(scope, "TrainingInvocation")
        .function(function)
        .retryAttempts(model.training().retries())
        .maxEventAge(Duration.seconds(model.training().maximumEventAge().toSeconds()))
        .onFailure(new SqsDestination(failures))
        .build();
  }

  Function function() {
    return function;
  }

  private static List<Grant> grants(StageSpec stage, ModelSpec model, Arns arns) {
    ModelName name = model.name();
    List<Grant> grants = new ArrayList<>();
    grants.add(
        Grant.of("ListOwnData", arns.dataBucket(), "s3:ListBucket")
            .when("StringLike", "s3:prefix", model.dataPrefix() + "*"));
    grants.add(
        Grant.of(
            "ReadOwnData", arns.dataBucket() + "/" + model.dataPrefix() + "*", "s3:GetObject"));
    grants.add(
        Grant.of(
            "WriteOwnArtefacts",
            arns.artefactBucket() + "/models/" + name + "/*",
            "s3:GetObject",
            "s3:PutObject"));
    grants.add(
        Grant.of(
                "KeepOwnRegistry",
                arns.registryTable(),
                "dynamodb:ConditionCheckItem",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:UpdateItem")
            .when(
                "ForAllValues:StringEquals",
                "dynamodb:LeadingKeys",
                List.of(RegistryKeys.partition(name))));
    grants.add(Grant.of("AnnounceEvents", arns.eventBus(), "events:PutEvents"));
    grants.add(Grant.of("HandOverFailures", arns.trainingFailureQueue(name), "sqs:SendMessage"));
    grants.addAll(StageKey.writing(stage));
    return grants;
  }
}
