package dev.sundial.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.HandClock;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store is never closed before it is copied: what is on disk is what a kill would leave. */
class QueuesRestartTest {
  private static final URI ENDPOINT = URI.create("http://127.0.0.1:4566");

  private final HandClock clock = new HandClock("2026-11-20T10:00:00Z");
  private int copies;

  private Queues afterKill(Path file) throws Exception {
    Path copy = file.resolveSibling("copy" + copies++);
    Files.copy(file, copy);
    return new Queues(StateStore.open(copy), clock, ENDPOINT);
  }

  @Test
  void keepsWhatItAcknowledgedWhenKilled(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("state");
    Queues queues = new Queues(StateStore.open(file), clock, ENDPOINT);
    queues.create("q", Map.of("VisibilityTimeout", "60"), Map.of("team", "a"));
    queues.send("q", "one", Map.of("a", MessageAttribute.text("1")));
    queues.send("q", "two", Map.of());

    Queues again = afterKill(file);

    StoredQueue queue = again.get("q");
    assertThat(queue.settings()).containsEntry("VisibilityTimeout", "60");
    assertThat(queue.tags()).containsEntry("team", "a");
    List<Received> received = again.receive(queue, 10, Duration.ZERO, Duration.ofSeconds(60));
    assertThat(received).extracting(r -> r.message().body()).containsExactly("one", "two");
    again.delete(queue, received.getFirst().handle().encoded());
    again.commit();
    clock.advance(Duration.ofSeconds(60));
    assertThat(again.receive(queue, 10, Duration.ZERO, Duration.ofSeconds(60)))
        .extracting(r -> r.message().body())
        .containsExactly("two");
  }

  @Test
  void anOldReceiptNeverDeletesANewMessage(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("state");
    Queues queues = new Queues(StateStore.open(file), clock, ENDPOINT);
    StoredQueue queue = queues.create("q", Map.of(), Map.of());
    queues.send("q", "old", Map.of());
    String handle =
        queues.receive(queue, 1, Duration.ZERO, Duration.ZERO).getFirst().handle().encoded();
    queues.delete(queue, handle);
    queues.commit();
    Queues again = afterKill(file);
    clock.advance(Duration.ofMillis(1));
    again.send("q", "new", Map.of());
    again.receive(queue, 1, Duration.ZERO, Duration.ZERO);

    again.delete(queue, handle);

    assertThat(again.depth("q")).isEqualTo(1);
  }
}
