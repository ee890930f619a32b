package dev.sundial.local.sqs;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was sent.
 *
 * @param attributes the sender's
 * @param traceHeader of X-Ray
 * @param deadLetterSource ARN of the queue it was moved here from
 */
record StoredMessage(
    String id,
    String body,
    Map<String, MessageAttribute> attributes,
    Instant sent,
    String sender,
    @Nullable String traceHeader,
    @Nullable String deadLetterSource) {

  StoredMessage {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  StoredMessage movedFrom(String queueArn) {
    return new StoredMessage(id, body, attributes, sent, sender, traceHeader, queueArn);
  }
}
