package dev.sundial.local.wire;

import dev.sundial.local.endpoint.AwsError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Where a list goes on, as clients are told it and send it back. A checksum tells our own tokens
 * from what somebody made up, of which a good part happens to be Base64.
 */
public final class PageToken {
  private PageToken() {}

  /** The token for a place in a list. */
  public static String of(String place) {
    byte[] text = place.getBytes(StandardCharsets.UTF_8);
    ByteBuffer token = ByteBuffer.allocate(Integer.BYTES + text.length);
    token.putInt(checksum(text)).put(text);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /**
   * The place a token was made for.
   *
   * @param refusal thrown when it is none of ours
   */
  public static String place(String token, AwsError refusal) {
    ByteBuffer bytes = ByteBuffer.wrap(decoded(token, refusal));
    if (bytes.remaining() < Integer.BYTES) {
      throw refusal;
    }
    int checksum = bytes.getInt();
    byte[] text = new byte[bytes.remaining()];
    bytes.get(text);
    if (checksum != checksum(text)) {
      throw refusal;
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  private static byte[] decoded(String token, AwsError refusal) {
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw refusal;
    }
  }

  private static int checksum(byte[] text) {
    CRC32C sum = new CRC32C();
    sum.update(text);
    return (int) sum.getValue();
  }
}
