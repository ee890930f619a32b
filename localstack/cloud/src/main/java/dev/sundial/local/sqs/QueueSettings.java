package dev.sundial.local.sqs;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.iam.PolicyDocument;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Which attributes of a queue can be set, and to what. */
final class QueueSettings {
  private static final Set<String> NOT_IMPLEMENTED =
      Set.of(
          "FifoQueue",
          "ContentBasedDeduplication",
          "DeduplicationScope",
          "FifoThroughputLimit",
          "KmsMasterKeyId",
          "KmsDataKeyReusePeriodSeconds",
          "RedriveAllowPolicy");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private QueueSettings() {}

  /**
   * Checks attributes a client or template wants to set. An empty text unsets.
   *
   * @throws AwsError naming the attribute
   */
  static void check(Map<String, String> attributes) {
    attributes.forEach(QueueSettings::check);
  }

  private static void check(String name, String value) {
    if (NOT_IMPLEMENTED.contains(name)) {
      throw SqsErrors.of(
          "InvalidAttributeName", "The local cloud does not implement the attribute " + name + ".");
    }
    boolean fits =
        switch (name) {
          case StoredQueue.POLICY -> value.isEmpty() || isPolicy(value);
          case StoredQueue.REDRIVE_POLICY ->
              value.isEmpty() || RedrivePolicy.parse(value).isPresent();
          case StoredQueue.MANAGED_ENCRYPTION -> value.equals("true") || value.equals("false");
          default ->
              QueueNumber.named(name)
                  .orElseThrow(() -> SqsErrors.attributeName(name))
                  .parse(value)
                  .isPresent();
        };
    if (!fits) {
      throw SqsErrors.attributeValue(name);
    }
  }

  private static boolean isPolicy(String json) {
    try {
      return !PolicyDocument.statements(MAPPER.readTree(json), PolicyDocument.Kind.RESOURCE)
          .isEmpty();
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
