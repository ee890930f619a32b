package dev.sundial.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@code AWS::SNS::Subscription}. */
final class SubscriptionResource implements ResourceType<SubscriptionResource.Declared> {
  private final Sns sns;

  /**
   * A declared subscription.
   *
   * @param settings every attribute a template can set; an empty text unsets
   */
  record Declared(
      String topicArn, Protocol protocol, String endpoint, Map<String, String> settings) {}

  SubscriptionResource(Sns sns) {
    this.sns = sns;
  }

  @Override
  public String name() {
    return "AWS::SNS::Subscription";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Arn");
  }

  @Override
  public Declared read(Properties properties) {
    Protocol protocol = SubscriptionProperties.protocol(properties);
    String endpoint = SubscriptionProperties.endpoint(properties, protocol);
    properties.oneOf("Region", Account.REGION, Account.REGION);
    Map<String, String> settings = new TreeMap<>();
    settings.put(SubscriptionSettings.FILTER, json(properties, SubscriptionSettings.FILTER));
    settings.put(
        SubscriptionSettings.SCOPE,
        properties.oneOf(
            SubscriptionSettings.SCOPE,
            "",
            SubscriptionSettings.BY_ATTRIBUTES,
            SubscriptionSettings.BY_BODY));
    settings.put(
        SubscriptionSettings.RAW, properties.bool(SubscriptionSettings.RAW, false) ? "true" : "");
    settings.put(SubscriptionSettings.REDRIVE, json(properties, SubscriptionSettings.REDRIVE));
    SubscriptionProperties.check(properties, protocol, settings);
    return new Declared(properties.text("TopicArn"), protocol, endpoint, settings);
  }

  private static String json(Properties properties, String name) {
    Optional<JsonNode> value = properties.whole(name);
    return value.map(node -> node.isTextual() ? node.asText() : node.toString()).orElse("");
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    StoredSubscription subscription =
        sns.subscribe(
            sns.topics().get(declaration.topicArn()),
            declaration.protocol(),
            declaration.endpoint(),
            Map.of());
    return configured(subscription.arn(), declaration);
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    if (!before.topicArn().equals(after.topicArn())) {
      return Optional.of("TopicArn changed");
    }
    if (before.protocol() != after.protocol()) {
      return Optional.of("Protocol changed");
    }
    return before.endpoint().equals(after.endpoint())
        ? Optional.empty()
        : Optional.of("Endpoint changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    return sns.subscriptions().find(existing.physicalId()).isPresent()
        ? configured(existing.physicalId(), after)
        : create(after, deployment);
  }

  private Resource configured(String arn, Declared declaration) {
    sns.subscriptions().configure(arn, declaration.settings());
    return new Resource(name(), arn, Map.of("Arn", arn));
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    sns.unsubscribe(existing.physicalId(), true);
  }
}
