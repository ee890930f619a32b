package dev.sundial.local.sns;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@code AWS::SNS::Topic}, with the subscriptions it names itself. */
final class TopicResource implements ResourceType<TopicResource.Declared> {
  private static final int LONGEST_NAME = 256;

  private final Sns sns;

  /** A subscription that a topic names. */
  record Inline(Protocol protocol, String endpoint) {}

  /**
   * A declared topic.
   *
   * @param name empty when the template gives none
   * @param settings every attribute a template can set; an empty text unsets
   */
  record Declared(
      Optional<String> name, Map<String, String> settings, List<Inline> subscriptions) {}

  TopicResource(Sns sns) {
    this.sns = sns;
  }

  @Override
  public String name() {
    return "AWS::SNS::Topic";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("TopicArn", "TopicName");
  }

  @Override
  public Declared read(Properties properties) {
    Optional<String> name = properties.optionalText("TopicName");
    name.ifPresent(
        text ->
            SubscriptionProperties.noting(
                properties, "TopicName", () -> TopicSettings.checkName(text)));
    if (properties.bool("FifoTopic", false)) {
      properties.problem("FifoTopic", "is not supported: FIFO topics are not implemented");
    }
    Map<String, String> settings = new TreeMap<>();
    for (String setting :
        List.of("DisplayName", StoredTopic.KEY, "SignatureVersion", "TracingConfig")) {
      String value = properties.optionalText(setting).orElse("");
      SubscriptionProperties.noting(
          properties, setting, () -> TopicSettings.check(Map.of(setting, value)));
      settings.put(setting, value);
    }
    List<Inline> inline = new ArrayList<>();
    for (Properties subscription : properties.objects("Subscription")) {
      Protocol protocol = SubscriptionProperties.protocol(subscription);
      inline.add(new Inline(protocol, SubscriptionProperties.endpoint(subscription, protocol)));
    }
    return new Declared(name, settings, inline);
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return declaration.name();
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    String topic = declaration.name().orElseGet(() -> deployment.physicalName(LONGEST_NAME));
    return set(topic, declaration);
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    return before.name().equals(after.name()) ? Optional.empty() : Optional.of("TopicName changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    String topic = topicOf(existing);
    List<Inline> left = new ArrayList<>(before.subscriptions());
    left.removeAll(after.subscriptions());
    sns.subscriptions().of(topic).stream()
        .filter(one -> left.contains(new Inline(one.protocol(), one.endpoint())))
        .forEach(one -> sns.unsubscribe(one.arn(), true));
    return set(topic, after);
  }

  private Resource set(String name, Declared declaration) {
    if (sns.topics().find(name).isEmpty()) {
      sns.topics().create(name, Map.of(), Map.of());
    }
    StoredTopic topic = sns.topics().configure(name, declaration.settings());
    declaration
        .subscriptions()
        .forEach(one -> sns.subscribe(topic, one.protocol(), one.endpoint(), Map.of()));
    return new Resource(
        name(), topic.arn(), Map.of("TopicArn", topic.arn(), "TopicName", topic.name()));
  }

  private static String topicOf(Resource existing) {
    return Account.resourceOf("sns", existing.physicalId()).orElseThrow();
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    sns.delete(topicOf(existing));
  }
}
