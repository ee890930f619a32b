package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsRequest;
import dev.sundial.local.endpoint.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a write, read to its end: decoded, as long as it says it is, and with the SHA-256
 * that was signed. So a writer that stalls or dies leaves the part untouched and holds no lock. Up
 * to one MiB stays in memory, more goes to a file.
 */
final class Payload implements AutoCloseable {

  private static final int MEMORY_LIMIT_BYTES = 1024 * 1024;
  private static final int SHA_256_HEX = 64;

  private final byte[] memory;
  private final @Nullable Path file;
  private final Map<String, String> trailers;

  private Payload(byte[] memory, @Nullable Path file, Map<String, String> trailers) {
    this.memory = memory;
    this.file = file;
    this.trailers = Map.copyOf(trailers);
  }

  /**
   * Reads the body.
   *
   * @param folder for bodies too big for memory
   * @throws AwsError when it is not what its headers say
   */
  static Payload read(AwsRequest request, Path folder) throws IOException {
    Headers headers = request.headers();
    String signed = headers.first("x-amz-content-sha256", "");
    MessageDigest digest = sha256();
    if (isChunked(headers)) {
      var chunks = new AwsChunks(request.stream());
      Payload payload = spool(chunks, folder);
      return new Payload(payload.memory, payload.file, chunks.trailers())
          .checkLength(headers.first("x-amz-decoded-content-length", ""));
    }
    Payload payload =
        spool(new DigestInputStream(request.stream(), digest), folder)
            .checkLength(headers.first("Content-Length", ""));
    if (signed.length() == SHA_256_HEX
        && !signed.equalsIgnoreCase(HexFormat.of().formatHex(digest.digest()))) {
      payload.close();
      throw new AwsError(
          400,
          "XAmzContentSHA256Mismatch",
          "The provided 'x-amz-content-sha256' header does not match what was computed.");
    }
    return payload;
  }

  /** Whether the body is framed in chunks of AWS's own. */
  static boolean isChunked(Headers headers) {
    return headers.first("x-amz-content-sha256", "").startsWith("STREAMING-")
        || headers.first("Content-Encoding", "").toLowerCase(Locale.ROOT).contains("aws-chunked");
  }

  /** What came after the body, such as its check sum, by lower-case name. */
  Map<String, String> trailers() {
    return trailers;
  }

  BodyPublisher publisher() throws IOException {
    return file == null ? BodyPublishers.ofByteArray(memory) : BodyPublishers.ofFile(file);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }

  private Payload checkLength(String declared) throws IOException {
    long length = file == null ? memory.length : Files.size(file);
    if (!declared.isEmpty() && !declared.equals(Long.toString(length))) {
      close();
      throw S3Errors.incompleteBody();
    }
    return this;
  }

  private static Payload spool(InputStream in, Path folder) throws IOException {
    byte[] start = in.readNBytes(MEMORY_LIMIT_BYTES);
    if (start.length < MEMORY_LIMIT_BYTES) {
      return new Payload(start, null, Map.of());
    }
    Path file = Files.createTempFile(folder, "body", "");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(start);
      in.transferTo(out);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return new Payload(new byte[0], file, Map.of());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
