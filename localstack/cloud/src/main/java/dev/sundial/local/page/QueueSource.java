package dev.sundial.local.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The queues, as the pages read them: without receiving anything. */
public interface QueueSource {

  /**
   * A message that lies in a queue.
   *
   * @param attributes the sender's, as texts
   */
  record Message(String id, Instant sent, Map<String, String> attributes, String body) {}

  /** How many messages there are; 0 when there is no such queue. */
  int depth(String queue);

  /** The oldest messages; empty when there is no such queue. */
  List<Message> oldest(String queue, int limit);
}
