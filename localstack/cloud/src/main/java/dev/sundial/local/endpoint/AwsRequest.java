package dev.sundial.local.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire. Path and query are raw (still percent-encoded); the body is a
 * stream until somebody asks for its bytes.
 */
public final class AwsRequest {

  /** Bodies that are buffered may have this many bytes; streamed ones have no limit of ours. */
  public static final int BUFFER_LIMIT_BYTES = 16 * 1024 * 1024;

  private final String id;
  private final String method;
  private final String rawPath;
  private final String rawQuery;
  private final Headers query;
  private final Headers headers;
  private final Caller caller;
  private final String region;
  private final InputStream body;
  private byte @Nullable [] buffered;

  public AwsRequest(
      String id,
      String method,
      String rawPath,
      String rawQuery,
      Headers headers,
      Caller caller,
      String region,
      InputStream body) {
    this.id = id;
    this.method = method;
    this.rawPath = rawPath;
    this.rawQuery = rawQuery;
    this.query = Queries.parse(rawQuery);
    this.headers = headers;
    this.caller = caller;
    this.region = region;
    this.body = body;
  }

  /** The request id every answer carries. */
  public String id() {
    return id;
  }

  public String method() {
    return method;
  }

  /** Still percent-encoded, starting with a slash. */
  public String rawPath() {
    return rawPath;
  }

  /** Still percent-encoded, without the question mark; empty when there is none. */
  public String rawQuery() {
    return rawQuery;
  }

  /** The decoded query parameters. */
  public Headers query() {
    return query;
  }

  public Headers headers() {
    return headers;
  }

  public Caller caller() {
    return caller;
  }

  /** The region of the signature's scope, such as {@code us-east-1}. */
  public String region() {
    return region;
  }

  /** The body as it arrives; use either this or {@link #bytes}. */
  public InputStream stream() {
    return body;
  }

  /**
   * The whole body; read once, then remembered. Throws {@code RequestEntityTooLarge} above the
   * limit.
   */
  public synchronized byte[] bytes() {
    if (buffered == null) {
      try {
        byte[] read = body.readNBytes(BUFFER_LIMIT_BYTES + 1);
        if (read.length > BUFFER_LIMIT_BYTES) {
          throw new AwsError(
              413, "RequestEntityTooLargeException", "Request must be smaller than 16 MiB");
        }
        buffered = read;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return buffered;
  }

  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }
}
