package dev.sundial.local.sqs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The digests by which clients check that a message arrived whole.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Calculating
 *     the MD5 message digest for message attributes</a>
 */
final class Md5 {
  private static final byte TEXT = 1;
  private static final byte BINARY = 2;

  private Md5() {}

  static String of(String body) {
    return HexFormat.of().formatHex(digest().digest(body.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Of the attributes in the order of their names: name, type, kind and value, each with length.
   */
  static String of(Map<String, MessageAttribute> attributes) {
    MessageDigest digest = digest();
    new TreeMap<>(attributes)
        .forEach(
            (name, attribute) -> {
              update(digest, name.getBytes(StandardCharsets.UTF_8));
              update(digest, attribute.dataType().getBytes(StandardCharsets.UTF_8));
              digest.update(attribute.binary() == null ? TEXT : BINARY);
              update(digest, attribute.bytes());
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
