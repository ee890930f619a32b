package dev.sundial.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.wire.Trees;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * When a message leaves for the dead-letter queue.
 *
 * @param deadLetterQueue name of the dead-letter queue
 * @param maxReceiveCount 1–1000; a message received this often goes there instead of being received
 *     once more
 */
record RedrivePolicy(String deadLetterQueue, int maxReceiveCount) {

  /**
   * Reads {@code {"deadLetterTargetArn":…,"maxReceiveCount":…}}.
   *
   * @return empty when the text is not such a document
   */
  static Optional<RedrivePolicy> parse(String json) {
    try {
      ObjectNode node = Trees.parse(json.getBytes(StandardCharsets.UTF_8));
      JsonNode arn = node.get("deadLetterTargetArn");
      JsonNode count = node.get("maxReceiveCount");
      if (arn == null || !arn.isTextual() || count == null || node.size() != 2) {
        return Optional.empty();
      }
      int receives = Integer.parseInt(count.asText());
      String name = Account.resourceOf("sqs", arn.asText()).orElse("");
      return receives < 1 || receives > 1000 || name.isEmpty()
          ? Optional.empty()
          : Optional.of(new RedrivePolicy(name, receives));
    } catch (AwsError | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
