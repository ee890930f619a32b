package dev.sundial.local.sns;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.iam.PolicyDocument;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::SNS::TopicPolicy}: kept as the topics' attribute {@code Policy}. */
final class TopicPolicyResource implements ResourceType<TopicPolicyResource.Declared> {
  private static final int LONGEST_NAME = 128;

  /** ARNs of the topics it was put on: kept beside what Fn::GetAtt may ask for. */
  private static final String TOPICS = "Topics";

  private final Topics topics;

  /** A policy document and the ARNs of the topics it belongs to. */
  record Declared(String document, List<String> topicArns) {}

  TopicPolicyResource(Topics topics) {
    this.topics = topics;
  }

  @Override
  public String name() {
    return "AWS::SNS::TopicPolicy";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Id");
  }

  @Override
  public Declared read(Properties properties) {
    PolicyDocument document =
        PolicyDocument.read(properties, "PolicyDocument", PolicyDocument.Kind.RESOURCE);
    List<String> arns = properties.texts(TOPICS);
    if (arns.isEmpty()) {
      properties.problem(TOPICS, "must name at least one topic");
    }
    return new Declared(document.json().toString(), arns);
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    return set(declaration, deployment.physicalName(LONGEST_NAME));
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    return Optional.empty();
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    List<String> left = new ArrayList<>(before.topicArns());
    left.removeAll(after.topicArns());
    left.forEach(this::unset);
    return set(after, existing.physicalId());
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    List.of(existing.attributes().getOrDefault(TOPICS, "").split(",")).forEach(this::unset);
  }

  private Resource set(Declared declaration, String id) {
    for (String arn : declaration.topicArns()) {
      topics.configure(topics.get(arn).name(), Map.of(StoredTopic.POLICY, declaration.document()));
    }
    return new Resource(
        name(), id, Map.of("Id", id, TOPICS, String.join(",", declaration.topicArns())));
  }

  private void unset(String arn) {
    Account.resourceOf("sns", arn)
        .flatMap(topics::find)
        .ifPresent(topic -> topics.configure(topic.name(), Map.of(StoredTopic.POLICY, "")));
  }
}
