package dev.sundial.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.VirtualTime;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class QueueMetricsTest {
  private final VirtualTime time = new VirtualTime("2026-11-21T12:01:00Z");
  private final List<String> told = new ArrayList<>();
  private final Queues queues =
      new Queues(
          StateStore.inMemory(),
          time.clock(),
          URI.create("http://127.0.0.1:4566"),
          (metric, unit, at, value) ->
              told.add(at.toString().substring(11, 16) + " " + metric.name() + " " + value));

  @Test
  void tellsWhatWasDoneAtOnce() throws Exception {
    StoredQueue queue = queues.create("q", Map.of(), Map.of());
    queues.send("q", "hello", Map.of());
    List<Received> received = queues.receive(queue, 10, Duration.ZERO, Duration.ofSeconds(30));
    queues.receive(queue, 10, Duration.ZERO, Duration.ofSeconds(30));
    queues.delete(queue, received.getFirst().handle().encoded());
    assertThat(told)
        .containsExactly(
            "12:01 NumberOfMessagesSent 1.0",
            "12:01 SentMessageSize 5.0",
            "12:01 NumberOfMessagesReceived 1.0",
            "12:01 NumberOfEmptyReceives 1.0",
            "12:01 NumberOfMessagesDeleted 1.0");
  }

  @Test
  void tellsHowFullAQueueIsEveryFiveMinutes() throws Exception {
    queues.create("q", Map.of(), Map.of());
    queues.send("q", "hello", Map.of());
    told.clear();
    queues.start(time.timeline());
    time.advance(Duration.ofMinutes(8));
    assertThat(told)
        .containsExactly(
            "12:05 ApproximateNumberOfMessagesVisible 1.0",
            "12:05 ApproximateNumberOfMessagesNotVisible 0.0",
            "12:05 ApproximateNumberOfMessagesDelayed 0.0",
            "12:05 ApproximateAgeOfOldestMessage 240.0");
  }

  @Test
  void tellsNothingOfAnEmptyQueueThatNobodyAskedForInSixHours() throws Exception {
    queues.create("q", Map.of(), Map.of());
    queues.start(time.timeline());
    time.advanceTo("2026-11-22T00:00:00Z");
    assertThat(told).isEmpty();
    time.advanceTo("2026-11-22T00:03:00Z");
    queues.metrics().asked("q");
    time.advanceTo("2026-11-23T00:00:00Z");
    assertThat(told).hasSize(3 * 72);
    assertThat(told.getFirst()).isEqualTo("00:05 ApproximateNumberOfMessagesVisible 0.0");
    assertThat(told.getLast()).isEqualTo("06:00 ApproximateNumberOfMessagesDelayed 0.0");
  }
}
