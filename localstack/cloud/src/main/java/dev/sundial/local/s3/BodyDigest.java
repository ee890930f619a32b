package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsError;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * Compares a document with the check sums that came with it. Those of objects are compared by
 * S3Mock; documents do not get there as they came.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking
 *     object integrity in Amazon S3</a>
 */
final class BodyDigest {
  /** The polynomial of CRC-64/NVME, its bits reversed. */
  private static final long NVME = 0x9A6C9329AC4BC9B5L;

  private static final Map<String, UnaryOperator<byte[]>> DIGESTS =
      Map.of(
          "Content-MD5", body -> digest("MD5", body),
          "x-amz-checksum-sha1", body -> digest("SHA-1", body),
          "x-amz-checksum-sha256", body -> digest("SHA-256", body),
          "x-amz-checksum-crc32", body -> crc(new CRC32(), body),
          "x-amz-checksum-crc32c", body -> crc(new CRC32C(), body),
          "x-amz-checksum-crc64nvme", BodyDigest::crc64);

  private BodyDigest() {}

  /**
   * @throws AwsError {@code BadDigest} when one differs
   */
  static void check(S3Call call) {
    DIGESTS.forEach(
        (header, digest) ->
            call.header(header)
                .filter(given -> !matches(given, digest.apply(call.request().bytes())))
                .ifPresent(
                    given -> {
                      throw new AwsError(
                          400,
                          "BadDigest",
                          "The " + header + " you specified did not match what we received.");
                    }));
  }

  private static boolean matches(String given, byte[] digest) {
    try {
      return Arrays.equals(Base64.getDecoder().decode(given), digest);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] digest(String algorithm, byte[] body) {
    try {
      return MessageDigest.getInstance(algorithm).digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] crc(Checksum crc, byte[] body) {
    crc.update(body, 0, body.length);
    return ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
  }

  private static byte[] crc64(byte[] body) {
    long crc = ~0L;
    for (byte b : body) {
      crc ^= b & 0xFF;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc >>> 1) ^ (-(crc & 1) & NVME);
      }
    }
    return ByteBuffer.allocate(Long.BYTES).putLong(~crc).array();
  }
}
