package dev.sundial.local.sqs;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@code AWS::SQS::Queue}. */
public final class QueueResource implements ResourceType<QueueResource.Declared> {
  private static final int LONGEST_NAME = 80;

  private final Queues queues;

  /**
   * A declared queue.
   *
   * @param name empty when the template gives none
   * @param attributes every attribute a template can set; an empty text unsets
   */
  public record Declared(Optional<String> name, Map<String, String> attributes) {}

  public QueueResource(Queues queues) {
    this.queues = queues;
  }

  @Override
  public String name() {
    return "AWS::SQS::Queue";
  }

  @Override
  public Set<String> attributes() {
    return Set.of("Arn", "QueueName", "QueueUrl");
  }

  @Override
  public Declared read(Properties properties) {
    Map<String, String> attributes = new TreeMap<>();
    for (QueueNumber number : QueueNumber.values()) {
      int value =
          properties.integer(number.attribute(), number.absent(), number.min(), number.max());
      attributes.put(number.attribute(), Integer.toString(value));
    }
    boolean managed = properties.bool(StoredQueue.MANAGED_ENCRYPTION, true);
    attributes.put(StoredQueue.MANAGED_ENCRYPTION, Boolean.toString(managed));
    String redrive = properties.whole(StoredQueue.REDRIVE_POLICY).map(Object::toString).orElse("");
    try {
      QueueSettings.check(Map.of(StoredQueue.REDRIVE_POLICY, redrive));
    } catch (AwsError e) {
      properties.problem(
          StoredQueue.REDRIVE_POLICY, "is not {deadLetterTargetArn, maxReceiveCount}");
    }
    attributes.put(StoredQueue.REDRIVE_POLICY, redrive);
    Optional<String> name = properties.optionalText("QueueName");
    if (name.filter(text -> text.endsWith(".fifo")).isPresent()) {
      properties.problem("QueueName", "names a FIFO queue, which is not implemented");
    }
    return new Declared(name, attributes);
  }

  @Override
  public Optional<String> givenName(Declared declaration) {
    return declaration.name();
  }

  @Override
  public Resource create(Declared declaration, Deployment deployment) {
    String queue = declaration.name().orElseGet(() -> deployment.physicalName(LONGEST_NAME));
    queues.ensure(queue);
    queues.configure(queue, declaration.attributes());
    return resource(queue);
  }

  @Override
  public Optional<String> replacement(Declared before, Declared after) {
    return before.name().equals(after.name()) ? Optional.empty() : Optional.of("QueueName changed");
  }

  @Override
  public Resource update(
      Resource existing, Declared before, Declared after, Deployment deployment) {
    String queue = QueueUrl.nameOf(existing.physicalId());
    queues.ensure(queue);
    queues.configure(queue, after.attributes());
    return resource(queue);
  }

  @Override
  public Optional<String> holds(Resource existing) {
    int depth = queues.depth(QueueUrl.nameOf(existing.physicalId()));
    return depth == 0 ? Optional.empty() : Optional.of(depth + " messages");
  }

  @Override
  public void delete(Resource existing, Deployment deployment) {
    String queue = QueueUrl.nameOf(existing.physicalId());
    if (queues.exists(queue)) {
      queues.delete(queue);
    }
  }

  private Resource resource(String queue) {
    String url = queues.url(queue);
    return new Resource(
        name(), url, Map.of("Arn", Queues.arn(queue), "QueueName", queue, "QueueUrl", url));
  }
}
