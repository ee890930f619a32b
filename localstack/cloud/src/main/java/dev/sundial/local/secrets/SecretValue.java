package dev.sundial.local.secrets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.wire.Trees;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value on its way in.
 *
 * @param text null when it is binary
 * @param binary in Base64; null when it is a text
 */
record SecretValue(@Nullable String text, @Nullable String binary) {
  private static final int MOST_BYTES = 65_536;

  static SecretValue of(String text) {
    return new SecretValue(text, null);
  }

  /**
   * The value of a request, if it has one.
   *
   * @throws dev.sundial.local.endpoint.AwsError when it has two, or one that does not fit
   */
  static Optional<SecretValue> in(ObjectNode input) {
    boolean text = input.hasNonNull("SecretString");
    boolean binary = input.hasNonNull("SecretBinary");
    if (text && binary) {
      throw SecretErrors.invalid(
          "You can't specify both a binary secret value and a string secret value in the same"
              + " secret.");
    }
    if (!text && !binary) {
      return Optional.empty();
    }
    SecretValue value =
        text
            ? of(Trees.text(input, "SecretString"))
            : new SecretValue(null, Trees.text(input, "SecretBinary"));
    value.check();
    return Optional.of(value);
  }

  private void check() {
    int bytes = text == null ? decoded().length : text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > MOST_BYTES) {
      throw SecretErrors.invalid("A secret's value has from 1 to 65536 bytes, was " + bytes);
    }
  }

  private byte[] decoded() {
    try {
      return Base64.getDecoder().decode(String.valueOf(binary));
    } catch (IllegalArgumentException e) {
      throw SecretErrors.invalid("SecretBinary is not Base64");
    }
  }

  boolean isOf(StoredSecret.Version version) {
    return Objects.equals(text, version.text()) && Objects.equals(binary, version.binary());
  }

  /** Never the value. */
  @Override
  public String toString() {
    return "a secret value";
  }
}
