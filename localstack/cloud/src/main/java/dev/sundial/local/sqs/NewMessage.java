package dev.sundial.local.sqs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message a sender offers.
 *
 * @param delaySeconds null for the queue's own
 * @param sender account or access key
 */
record NewMessage(
    String body,
    Map<String, MessageAttribute> attributes,
    @Nullable Integer delaySeconds,
    @Nullable String traceHeader,
    String sender) {
  private static final int MOST_ATTRIBUTES = 10;
  private static final Pattern NAME =
      Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9_-][A-Za-z0-9_.-]{0,255}");
  private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\.[^\\s]{1,249})?");

  static NewMessage of(String body, Map<String, MessageAttribute> attributes, String sender) {
    return new NewMessage(body, attributes, null, null, sender);
  }

  /** Refuses what SQS refuses. */
  void check(int maxBytes) {
    if (body.isEmpty()) {
      throw SqsErrors.missing("MessageBody");
    }
    if (delaySeconds != null && (delaySeconds < 0 || delaySeconds > 900)) {
      throw SqsErrors.invalidValue(
          "DelaySeconds", delaySeconds.toString(), "DelaySeconds must be >= 0 and <= 900.");
    }
    if (attributes.size() > MOST_ATTRIBUTES) {
      throw SqsErrors.invalid(
          "Number of message attributes ["
              + attributes.size()
              + "] exceeds the allowed maximum [10].");
    }
    attributes.forEach(NewMessage::check);
    if (!body.codePoints().allMatch(NewMessage::isAllowed)) {
      throw SqsErrors.of(
          "InvalidMessageContents",
          "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF"
              + " | #xE000 to #xFFFD | #x10000 to #x10FFFF");
    }
    if (bytes() > maxBytes) {
      throw SqsErrors.invalid(
          "One or more parameters are invalid. Reason: Message must be shorter than "
              + maxBytes
              + " bytes.");
    }
  }

  /** What counts against the limit: the body, and names, types and values of the attributes. */
  int bytes() {
    int sum = body.getBytes(StandardCharsets.UTF_8).length;
    for (Map.Entry<String, MessageAttribute> entry : attributes.entrySet()) {
      sum += entry.getKey().length();
      sum += entry.getValue().dataType().length();
      sum += entry.getValue().bytes().length;
    }
    return sum;
  }

  StoredMessage sentAt(Instant now) {
    return new StoredMessage(
        UUID.randomUUID().toString(), body, attributes, now, sender, traceHeader, null);
  }

  private static void check(String name, MessageAttribute attribute) {
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    if (!NAME.matcher(name).matches()
        || name.endsWith(".")
        || lower.startsWith("aws.")
        || lower.startsWith("amazon.")) {
      throw SqsErrors.invalid("The message attribute name '" + name + "' is invalid.");
    }
    if (!TYPE.matcher(attribute.dataType()).matches()) {
      throw SqsErrors.invalid(
          "The type of message attribute '"
              + name
              + "' is invalid. You must use only the following supported type prefixes: Binary,"
              + " Number, String.");
    }
    boolean binary = attribute.dataType().startsWith("Binary");
    boolean valued = binary ? attribute.binary() != null : attribute.text() != null;
    if (!valued || attribute.bytes().length == 0) {
      throw SqsErrors.invalid(
          "The message attribute '"
              + name
              + "' must contain a non-empty value of type '"
              + attribute.dataType()
              + "'.");
    }
  }

  private static boolean isAllowed(int point) {
    return point == 0x9
        || point == 0xA
        || point == 0xD
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || (point >= 0x10000 && point <= 0x10FFFF);
  }
}
