package dev.sundial.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * The one topic that all alarms of a stage publish to. Without the stage's own key it is not
 * encrypted at rest: alarms cannot publish to a topic under AWS's key for SNS, and what they say is
 * no secret.
 */
final class AlertTopic {
  private AlertTopic() {}

  static Topic create(Construct scope, StageSpec stage, Arns arns, Optional<Key> key) {
    Topic.Builder builder =
        Topic.Builder.create(scope, "AlertTopic")
            .topicName(arns.names().alertTopic())
            .enforceSsl(true);
    key.ifPresent(builder::masterKey);
    Topic topic = builder.build();
    ServicePrincipal alarms = new ServicePrincipal("cloudwatch.amazonaws.com");
    Map<String, Object> ours = Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID));
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("AlarmsOfThisAccount")
            .principals(List.of(alarms))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(ours)
            .build());
    key.ifPresent(
        k ->
            k.addToResourcePolicy(
                PolicyStatement.Builder.create()
                    .sid("AlarmsOfThisAccount")
                    .principals(List.of(alarms))
                    .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
                    .resources(List.of("*"))
                    .conditions(ours)
                    .build()));
    stage
        .watch()
        .alerts()
        .email()
        .forEach(address -> topic.addSubscription(new EmailSubscription(address)));
    return topic;
  }

  /** The stage's topic, found by name. */
  static ITopic of(Construct scope, Arns arns) {
    return Topic.fromTopicArn(scope, "AlertTopic", arns.alertTopic());
  }
}
