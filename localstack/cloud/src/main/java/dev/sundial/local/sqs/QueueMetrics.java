package dev.sundial.local.sqs;

import dev.sundial.local.metrics.MetricId;
import dev.sundial.local.metrics.MetricSink;
import dev.sundial.local.time.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What SQS tells CloudWatch of its queues: what was done when it is done, and how full they are
 * every five minutes, of a queue that holds messages or that somebody asked for within six hours.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">Available
 *     CloudWatch metrics for Amazon SQS</a>
 */
final class QueueMetrics {
  private static final String NAMESPACE = "AWS/SQS";
  private static final String COUNT = "Count";
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Duration ACTIVE = Duration.ofHours(6);

  private final MetricSink sink;
  private final Clock clock;
  private final Map<String, Instant> asked = new ConcurrentHashMap<>();

  QueueMetrics(MetricSink sink, Clock clock) {
    this.sink = sink;
    this.clock = clock;
  }

  /** Somebody asked something of a queue. */
  void asked(String queue) {
    asked.put(queue, clock.instant());
  }

  void sent(String queue, int bytes) {
    asked(queue);
    put(queue, "NumberOfMessagesSent", COUNT, 1);
    put(queue, "SentMessageSize", "Bytes", bytes);
  }

  /**
   * A receive was answered.
   *
   * @param messages 0 for an empty one
   */
  void received(String queue, int messages) {
    asked(queue);
    if (messages == 0) {
      put(queue, "NumberOfEmptyReceives", COUNT, 1);
    } else {
      put(queue, "NumberOfMessagesReceived", COUNT, messages);
    }
  }

  void deleted(String queue) {
    asked(queue);
    put(queue, "NumberOfMessagesDeleted", COUNT, 1);
  }

  /** Begins to tell how full the queues are. */
  void start(Queues queues, Timeline timeline) {
    long seconds = EVERY.toSeconds();
    long next = (clock.instant().getEpochSecond() / seconds + 1) * seconds;
    timeline.at(
        Instant.ofEpochSecond(next),
        "metrics",
        "sqs",
        () -> {
          tell(queues);
          start(queues, timeline);
        });
  }

  void tell(Queues queues) {
    Instant oldest = clock.instant().minus(ACTIVE);
    asked.values().removeIf(at -> at.isBefore(oldest));
    for (StoredQueue queue : queues.all()) {
      Counts counts = queues.counts(queue);
      if (counts.all() > 0 || asked.containsKey(queue.name())) {
        put(queue.name(), "ApproximateNumberOfMessagesVisible", COUNT, counts.visible());
        put(queue.name(), "ApproximateNumberOfMessagesNotVisible", COUNT, counts.inFlight());
        put(queue.name(), "ApproximateNumberOfMessagesDelayed", COUNT, counts.delayed());
        if (counts.all() > 0) {
          long age = queues.oldestSeconds(queue);
          put(queue.name(), "ApproximateAgeOfOldestMessage", "Seconds", age);
        }
      }
    }
  }

  private void put(String queue, String name, String unit, double value) {
    MetricId metric = new MetricId(NAMESPACE, name, Map.of("QueueName", queue));
    sink.put(metric, unit, clock.instant(), value);
  }
}
