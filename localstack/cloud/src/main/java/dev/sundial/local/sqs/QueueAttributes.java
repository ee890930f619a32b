package dev.sundial.local.sqs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What GetQueueAttributes tells of a queue. */
final class QueueAttributes {
  private static final Set<String> WITHOUT_VALUE_HERE =
      Set.of(
          StoredQueue.POLICY,
          StoredQueue.REDRIVE_POLICY,
          "RedriveAllowPolicy",
          "KmsMasterKeyId",
          "KmsDataKeyReusePeriodSeconds",
          "FifoQueue",
          "ContentBasedDeduplication",
          "DeduplicationScope",
          "FifoThroughputLimit");
  private static final Set<String> COMPUTED =
      Set.of(
          "QueueArn",
          "ApproximateNumberOfMessages",
          "ApproximateNumberOfMessagesNotVisible",
          "ApproximateNumberOfMessagesDelayed",
          "CreatedTimestamp",
          "LastModifiedTimestamp",
          StoredQueue.MANAGED_ENCRYPTION);

  private QueueAttributes() {}

  /** Whether AWS knows the name, so that asking for it is no mistake. */
  static boolean isKnown(String name) {
    return WITHOUT_VALUE_HERE.contains(name)
        || COMPUTED.contains(name)
        || QueueNumber.named(name).isPresent();
  }

  static Map<String, String> of(StoredQueue queue, Queues queues) {
    Counts counts = queues.counts(queue);
    Map<String, String> all = new LinkedHashMap<>();
    all.put("QueueArn", Queues.arn(queue.name()));
    all.put("ApproximateNumberOfMessages", Integer.toString(counts.visible()));
    all.put("ApproximateNumberOfMessagesNotVisible", Integer.toString(counts.inFlight()));
    all.put("ApproximateNumberOfMessagesDelayed", Integer.toString(counts.delayed()));
    all.put("CreatedTimestamp", Long.toString(queue.created().getEpochSecond()));
    all.put("LastModifiedTimestamp", Long.toString(queue.modified().getEpochSecond()));
    for (QueueNumber number : QueueNumber.values()) {
      all.put(number.attribute(), Integer.toString(queue.number(number)));
    }
    all.put(StoredQueue.MANAGED_ENCRYPTION, "true");
    all.putAll(queue.settings());
    return all;
  }
}
