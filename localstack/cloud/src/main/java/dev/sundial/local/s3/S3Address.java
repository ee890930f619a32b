package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request is about.
 *
 * @param bucket empty for the account's list of buckets
 * @param key decoded; empty for the bucket itself
 */
record S3Address(String bucket, String key) {

  private static final int LONGEST_KEY_BYTES = 1024;

  /**
   * A bucket before the name of this machine: {@code bucket.localhost}, {@code
   * bucket.s3.localhost}.
   */
  private static final Pattern VIRTUAL_HOST =
      Pattern.compile(
          "(?<bucket>[a-z0-9][a-z0-9.-]*?)(\\.s3(\\.[a-z0-9-]+)?)?\\.(localhost|127\\.0\\.0\\.1)(:\\d+)?");

  /** Names of the service itself, not of buckets. */
  private static final Pattern SERVICE_HOST = Pattern.compile("s3(\\.[a-z0-9-]+)?\\..*");

  /** The part would take these for other keys. */
  private static final Pattern UNSAFE_KEY =
      Pattern.compile("(.*/)?\\.{1,2}(/.*)?|/.*|.*//.*|.*\\\\.*", Pattern.DOTALL);

  static S3Address of(AwsRequest request) {
    String path = request.rawPath();
    String host = request.headers().first("Host", "").toLowerCase(Locale.ROOT);
    Matcher virtual = VIRTUAL_HOST.matcher(host);
    if (virtual.matches() && !SERVICE_HOST.matcher(host).matches()) {
      return of(virtual.group("bucket"), decode(path.substring(1)));
    }
    int slash = path.indexOf('/', 1);
    return slash < 0
        ? of(decode(path.substring(1)), "")
        : of(decode(path.substring(1, slash)), decode(path.substring(slash + 1)));
  }

  /** The resource as errors name it, such as {@code /bucket/key}. */
  String resource() {
    return key.isEmpty() ? "/" + bucket : "/" + bucket + "/" + key;
  }

  /** The path in path style, percent-encoded. */
  String path() {
    return key.isEmpty() ? "/" + encode(bucket) : "/" + encode(bucket) + "/" + encode(key);
  }

  /** That of a bucket and a key, both decoded. */
  static S3Address of(String bucket, String key) {
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY_BYTES) {
      throw new AwsError(400, "KeyTooLongError", "Your key is too long");
    }
    if (UNSAFE_KEY.matcher(key).matches() || bucket.contains("/") || bucket.contains("\\")) {
      throw new AwsError(
          501,
          "NotImplemented",
          "The local cloud does not keep keys with backslashes or with segments that are empty, '.' or '..'");
    }
    return new S3Address(bucket, key);
  }

  /** Percent-decoded; a plus stays a plus. */
  static String decode(String raw) {
    var bytes = new ByteArrayOutputStream();
    byte[] text = raw.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < text.length; i++) {
      if (text[i] != '%') {
        bytes.write(text[i]);
      } else {
        bytes.write(hex(text, i + 1) * 16 + hex(text, i + 2));
        i += 2;
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw invalidUri();
    }
  }

  private static int hex(byte[] text, int i) {
    int digit = i < text.length ? Character.digit(text[i], 16) : -1;
    if (digit < 0) {
      throw invalidUri();
    }
    return digit;
  }

  /** Everything but RFC 3986's unreserved characters and slashes. */
  static String encode(String text) {
    var encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b >= 0 && (Character.isLetterOrDigit(b) || "-._~/".indexOf(b) >= 0);
      encoded.append(plain ? (char) b : String.format(Locale.ROOT, "%%%02X", b));
    }
    return encoded.toString();
  }

  private static AwsError invalidUri() {
    return new AwsError(400, "InvalidURI", "Couldn't parse the specified URI.");
  }
}
