package dev.sundial.infra;

import dev.sundial.lifecycle.LifecycleEvent;
import dev.sundial.naming.ResourceNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.EventInvokeConfig;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.LambdaSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Who tells people: a function that gets what the topic and the event bus say, the secret with the
 * webhook's URL, and the queue where messages wait that Slack did not take.
 */
final class SlackService {
  /** What the secret holds until {@code sundial slack set} puts the webhook's URL there. */
  static final String PLACEHOLDER = "unset";

  private static final List<Class<? extends LifecycleEvent>> TOLD =
      List.of(
          LifecycleEvent.ModelPromoted.class,
          LifecycleEvent.ModelHeld.class,
          LifecycleEvent.TrainingFailed.class);

  private final Secret secret;
  private final Function function;
  private final Queue failures;

  SlackService(
      Construct scope,
      StageSpec stage,
      Arns arns,
      Path zips,
      Topic topic,
      EventBus bus,
      Optional<Key> key) {
    ResourceNames names = arns.names();
    Secret.Builder builder =
        Secret.Builder.create(scope, "SlackSecret")
            .secretName(names.slackSecret())
            .description("URL of the Slack webhook; set it with ./sundial slack set")
            .secretStringValue(SecretValue.unsafePlainText(PLACEHOLDER))
            .removalPolicy(Removals.of(stage));
    key.ifPresent(builder::encryptionKey);
    this.secret = builder.build();
    this.failures = FailureQueue.create(scope, "SlackFailures", names.slackFailureQueue());
    this.function =
        JavaFunction.create(
                scope,
                "Slack",
                FunctionPackage.SLACK,
                names.slackFunction(),
                stage,
                zips,
                grants(stage, arns))
            .description("Tells people in Slack")
            .memorySize(512)
            .timeout(Duration.seconds(60))
            .environment(new Environments(stage, Aws.ACCOUNT_ID, Aws.REGION).slack())
            .build();
    EventInvokeConfig.Builder.create(scope, "SlackInvocation")
        .function(function)
        .retryAttempts(2)
        .maxEventAge(Duration.hours(6))
        .onFailure(new SqsDestination(failures))
        .build();
    topic.addSubscription(
        LambdaSubscription.Builder.create(function).deadLetterQueue(failures).build());
    Rule.Builder.create(scope, "SlackRule")
        .ruleName(names.slackRule())
        .description("Tells what became of trainings in Slack")
        .eventBus(bus)
        .eventPattern(
            EventPattern.builder()
                .source(List.of(LifecycleEvent.SOURCE))
                .detailType(TOLD.stream().map(Class::getSimpleName).toList())
                .build())
        .targets(List.of(LambdaFunction.Builder.create(function).deadLetterQueue(failures).build()))
        .build();
  }

  Secret secret() {
    return secret;
  }

  Function function() {
    return function;
  }

  Queue failures() {
    return failures;
  }

  private static List<Grant> grants(StageSpec stage, Arns arns) {
    List<Grant> grants = new ArrayList<>();
    grants.add(Grant.of("ReadWebhook", arns.slackSecret(), "secretsmanager:GetSecretValue"));
    grants.add(Grant.of("HandOverFailures", arns.slackFailureQueue(), "sqs:SendMessage"));
    grants.addAll(StageKey.reading(stage));
    return grants;
  }
}
