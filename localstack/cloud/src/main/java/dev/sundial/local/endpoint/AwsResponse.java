package dev.sundial.local.endpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An answer: status, headers, and a body that is bytes or is written as it comes. */
public record AwsResponse(int status, Headers headers, Body body) {

  /** The body of an answer. */
  public sealed interface Body {
    /** Bytes in memory. */
    record Bytes(byte[] bytes) implements Body {}

    /** Written by the service while it reads it elsewhere. */
    record Streamed(Writer writer) implements Body {}
  }

  /** Writes a body. */
  @FunctionalInterface
  public interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  /** The same answer with one more header. */
  public AwsResponse with(String header, String value) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers.values());
    all.put(header, List.of(value));
    return new AwsResponse(status, new Headers(all), body);
  }

  public static AwsResponse of(int status, String contentType, byte[] bytes) {
    return new AwsResponse(
        status, Headers.of(Map.of("Content-Type", contentType)), new Body.Bytes(bytes));
  }

  public static AwsResponse of(int status, String contentType, String text) {
    return of(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }
}
