package dev.sundial.infra;

import dev.sundial.naming.RegistryKeys;
import dev.sundial.naming.ResourceNames;
import dev.sundial.spec.ModelSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.lambda.EventInvokeConfig;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * The function that looks at every model every few minutes, and once a day reminds of what is still
 * red. A look that failed is not repeated: the next one is due.
 */
final class ProbeService {
  private static final String REMINDER = "cron(0 8 * * ? *)";

  private final Function function;
  private final IDependable schedule;

  ProbeService(
      Construct scope,
      StageSpec stage,
      List<ModelSpec> models,
      Arns arns,
      Path zips,
      RestApi api,
      Topic topic) {
    ResourceNames names = arns.names();
    this.function =
        JavaFunction.create(
                scope,
                "Probe",
                FunctionPackage.PROBE,
                names.probeFunction(),
                stage,
                zips,
                grants(stage, models, arns, api))
            .description("Looks at every model and tells what it sees")
            .memorySize(512)
            .timeout(software.amazon.awscdk.Duration.seconds(120))
            .environment(
                new Environments(stage, Aws.ACCOUNT_ID, Aws.REGION)
                    .probe(models, api.getUrl(), topic.getTopicArn(), Aws.URL_SUFFIX))
            .build();
    EventInvokeConfig.Builder.create(scope, "ProbeInvocation")
        .function(function)
        .retryAttempts(0)
        .maxEventAge(
            software.amazon.awscdk.Duration.seconds(stage.watch().probe().every().toSeconds()))
        .build();
    long minutes = everyMinutes(stage);
    this.schedule =
        timer(
                "Probe",
                names.probeSchedule(),
                "Looks at every model",
                minutes == 60 ? "rate(1 hour)" : "rate(" + minutes + " minutes)",
                look(stage))
            .invoke(scope, stage.trigger(), function);
    IDependable unused =
        timer(
                "Digest",
                names.digestSchedule(),
                "Reminds of what is still red",
                REMINDER,
                Map.of("action", "digest"))
            .invoke(scope, stage.trigger(), function);
  }

  /** What the function is told to make it look at every model. */
  static Map<String, Object> look(StageSpec stage) {
    Map<String, Object> look = new LinkedHashMap<>();
    look.put("action", "probe");
    look.put("everyMinutes", everyMinutes(stage));
    return look;
  }

  private static long everyMinutes(StageSpec stage) {
    return stage.watch().probe().every().toMinutes();
  }

  Function function() {
    return function;
  }

  /** What starts it every few minutes. */
  IDependable schedule() {
    return schedule;
  }

  private static Timer timer(
      String id, String name, String does, String expression, Map<String, Object> input) {
    return new Timer(
        id, name, does, expression, "UTC", input, 2, Duration.ofMinutes(5), Optional.empty());
  }

  private static List<Grant> grants(
      StageSpec stage, List<ModelSpec> models, Arns arns, RestApi api) {
    List<Grant> grants = new ArrayList<>();
    grants.add(
        Grant.of("ReadRegistry", arns.registryTable(), "dynamodb:GetItem", "dynamodb:Query")
            .when(
                "ForAllValues:StringLike",
                "dynamodb:LeadingKeys",
                List.of(RegistryKeys.ANY_PARTITION)));
    grants.add(
        Grant.of("MarkWhatWasSent", arns.registryTable(), "dynamodb:UpdateItem")
            .when(
                "ForAllValues:StringLike",
                "dynamodb:LeadingKeys",
                List.of(RegistryKeys.ANY_PARTITION))
            .when("ForAllValues:StringLike", "dynamodb:Attributes", RegistryKeys.MARKS));
    grants.add(Grant.of("AnnounceEvents", arns.eventBus(), "events:PutEvents"));
    grants.add(
        Grant.of("SeeAgeOfData", arns.dataBucket(), "s3:ListBucket")
            .when(
                "StringLike",
                "s3:prefix",
                models.stream().map(model -> model.dataPrefix() + "*").toList()));
    grants.add(
        Grant.of(
            "ReadManifests", arns.artefactBucket() + "/models/*/manifest.json", "s3:GetObject"));
    grants.add(
        Grant.of(
            "CountFailures", arns.failureQueues(), "sqs:GetQueueAttributes", "sqs:GetQueueUrl"));
    grants.add(
        Grant.of("SeeWhenModelsWereDeployed", arns.modelStacks(), "cloudformation:DescribeStacks"));
    grants.add(predicting(stage, arns, api));
    grants.add(Grant.of("SeeWhatIsRed", Arns.alarms(), "cloudwatch:DescribeAlarms"));
    grants.add(Grant.of("Remind", arns.alertTopic(), "sns:Publish"));
    grants.addAll(StageKey.writing(stage));
    return grants;
  }

  /** As callers do; where they bring tokens, of which it has none, it asks the function itself. */
  private static Grant predicting(StageSpec stage, Arns arns, RestApi api) {
    String why = "PredictToSeeThatItWorks";
    return switch (stage.auth()) {
      case IAM, OPEN ->
          Grant.of(
              why,
              api.arnForExecuteApi("POST", "/models/*/predict", stage.name().value()),
              "execute-api:Invoke");
      case JWT -> Grant.of(why, arns.livePrediction(), "lambda:InvokeFunction");
    };
  }
}
