package dev.sundial.freshness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * How many messages queues hold. Asking also keeps SQS publishing the queue's own metrics, which it
 * stops six hours after a queue was last used. A queue's address follows from its name, so each is
 * asked for once.
 */
final class QueueDepths {
  private static final List<QueueAttributeName> COUNTS =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private final SqsClient client;
  private final Map<String, String> addresses = new HashMap<>();

  QueueDepths(SqsClient client) {
    this.client = client;
  }

  /** Messages that wait, are in somebody's hands or are delayed; empty when there is no queue. */
  OptionalLong of(String queue) {
    try {
      return OptionalLong.of(depth(queue));
    } catch (QueueDoesNotExistException e) {
      addresses.remove(queue);
      return OptionalLong.empty();
    }
  }

  private long depth(String queue) {
    String address =
        addresses.computeIfAbsent(
            queue, name -> client.getQueueUrl(r -> r.queueName(name)).queueUrl());
    return client
        .getQueueAttributes(r -> r.queueUrl(address).attributeNames(COUNTS))
        .attributes()
        .values()
        .stream()
        .mapToLong(Long::parseLong)
        .sum();
  }
}
