package dev.sundial.local.sqs;

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

/** {@code AWS::SQS::QueuePolicy}: kept as the queues' attribute {@code Policy}. */
public final class QueuePolicyResource implements ResourceType<QueuePolicyResource.Declared> {
  private static final int LONGEST_NAME = 128;

  /** Names of the queues it was put on: kept beside what Fn::GetAtt may ask for. */
  private static final String QUEUES = "Queues";

  private final Queues queues;

  /** A policy document and the URLs of the queues it belongs to. */
  public record Declared(String document, List<String> queueUrls) {}

  public QueuePolicyResource(Queues queues) {
    this.queues = queues;
  }

  @Override
  public String name() {
    return "AWS::SQS::QueuePolicy";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Id");
  }

  @Override
  public Declared read(Properties properties) {
    PolicyDocument document =
        PolicyDocument.read(properties, "PolicyDocument", PolicyDocument.Kind.RESOURCE);
    List<String> urls = properties.texts("Queues");
    if (urls.isEmpty()) {
      properties.problem("Queues", "must name at least one queue");
    }
    return new Declared(document.json().toString(), urls);
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
    List<String> left = new ArrayList<>(before.queueUrls());
    left.removeAll(after.queueUrls());
    left.forEach(url -> unset(QueueUrl.nameOf(url)));
    return set(after, existing.physicalId());
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    List.of(existing.attributes().getOrDefault(QUEUES, "").split(",")).forEach(this::unset);
  }

  private Resource set(Declared declaration, String id) {
    List<String> names = declaration.queueUrls().stream().map(QueueUrl::nameOf).toList();
    names.forEach(
        queue -> queues.configure(queue, Map.of(StoredQueue.POLICY, declaration.document())));
    return new Resource(name(), id, Map.of("Id", id, QUEUES, String.join(",", names)));
  }

  private void unset(String queue) {
    if (queues.exists(queue)) {
      queues.configure(queue, Map.of(StoredQueue.POLICY, ""));
    }
  }
}
