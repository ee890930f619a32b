package dev.sundial.local.sns;

import dev.sundial.local.sqs.MessageAttribute;
import java.util.Base64;

/**
 * A value beside a message.
 *
 * @param type {@code String}, {@code String.Array}, {@code Number} or {@code Binary}
 * @param value in Base64 when it is binary
 */
public record NotificationAttribute(String type, String value) {

  boolean isBinary() {
    return type.startsWith("Binary");
  }

  /** The same beside a message in a queue. */
  MessageAttribute inQueue() {
    return isBinary()
        ? new MessageAttribute(type, null, Base64.getDecoder().decode(value))
        : new MessageAttribute(type, value, null);
  }
}
