package dev.sundial.local.sqs;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A value beside a message's body.
 *
 * @param dataType {@code String}, {@code Number} or {@code Binary}, or one of them with a label
 *     after a dot
 * @param text the value of a String or Number
 * @param binary the value of a Binary
 */
public record MessageAttribute(String dataType, @Nullable String text, byte @Nullable [] binary) {

  public static MessageAttribute text(String value) {
    return new MessageAttribute("String", value, null);
  }

  byte[] bytes() {
    return text != null
        ? text.getBytes(StandardCharsets.UTF_8)
        : binary != null ? binary : new byte[0];
  }
}
