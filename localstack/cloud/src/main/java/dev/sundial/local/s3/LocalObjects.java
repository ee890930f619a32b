package dev.sundial.local.s3;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsResponse;
import dev.sundial.local.endpoint.AwsResponse.Body;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.part.PartClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** S3Mock: one request, its answer as ours, or its error. */
final class LocalObjects {

  /** Longer answers, and those of unknown length, are not held in memory. */
  private static final int MEMORY_LIMIT_BYTES = 1024 * 1024;

  private static final Set<String> CONNECTION_HEADERS =
      Set.of("connection", "date", "keep-alive", "server", "transfer-encoding", "vary");

  private final PartClient part;

  LocalObjects(PartClient part) {
    this.part = part;
  }

  /**
   * Sends a request and gives its answer.
   *
   * @param query percent-encoded, without the question mark; may be empty
   * @throws AwsError what it answered instead
   */
  AwsResponse send(
      String method, S3Address address, String query, Headers headers, BodyPublisher body)
      throws IOException {
    String target = query.isEmpty() ? address.path() : address.path() + "?" + query;
    HttpResponse<InputStream> answer = part.send(method, target, headers, body);
    int status = answer.statusCode();
    if (status >= 400) {
      throw error(status, address, read(answer));
    }
    return new AwsResponse(status, headersOf(answer), body(method, answer));
  }

  /** A request without headers or body, and the answer's body. */
  byte[] call(String method, S3Address address, String query) {
    try {
      AwsResponse answer =
          send(method, address, query, Headers.of(Map.of()), BodyPublishers.noBody());
      return MockAnswers.document(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The headers of an object or a bucket, empty when there is none. */
  Optional<Headers> head(S3Address address) {
    try {
      return Optional.of(
          send("HEAD", address, "", Headers.of(Map.of()), BodyPublishers.noBody()).headers());
    } catch (AwsError e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Body body(String method, HttpResponse<InputStream> answer) throws IOException {
    long length = answer.headers().firstValueAsLong("Content-Length").orElse(Long.MAX_VALUE);
    if (method.equals("HEAD") || answer.statusCode() == 204 || length <= MEMORY_LIMIT_BYTES) {
      return new Body.Bytes(read(answer));
    }
    return new Body.Streamed(
        out -> {
          try (InputStream in = answer.body()) {
            in.transferTo(out);
          }
        });
  }

  private static byte[] read(HttpResponse<InputStream> answer) throws IOException {
    try (InputStream in = answer.body()) {
      return in.readAllBytes();
    }
  }

  private static Headers headersOf(HttpResponse<?> answer) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!CONNECTION_HEADERS.contains(name) && !name.startsWith("access-control-")) {
                headers.put(name, values);
              }
            });
    return new Headers(headers);
  }

  /** An error without a document comes from before S3Mock's own code, or answers HEAD. */
  private static AwsError error(int status, S3Address address, byte[] document) {
    String text = new String(document, StandardCharsets.UTF_8);
    if (text.contains("<Error>")) {
      XmlElement error = XmlElement.parse(document);
      return switch (error.text("Code")) {
        case "NoSuchBucket" -> noSuchBucket();
        case "InvalidRange" -> invalidRange();
        case "BadRequest" -> new AwsError(status, badRequest(error), error.text("Message"));
        default -> new AwsError(status, error.text("Code"), error.text("Message"));
      };
    }
    if (status == 404) {
      return address.key().isEmpty() ? noSuchBucket() : S3Errors.noSuchKey();
    }
    return switch (status) {
      case 412 -> S3Errors.preconditionFailed();
      case 416 -> invalidRange();
      default ->
          new AwsError(
              status,
              status < 500 ? "InvalidRequest" : "InternalError",
              "The request was answered with " + status + " and no reason");
    };
  }

  /** S3Mock has this code for digests that are not those of the body, among others. */
  private static String badRequest(XmlElement error) {
    String message = error.text("Message");
    return message.contains("Content-MD5") || message.contains("x-amz-checksum-")
        ? "BadDigest"
        : "InvalidRequest";
  }

  private static AwsError noSuchBucket() {
    return new AwsError(404, "NoSuchBucket", "The specified bucket does not exist");
  }

  private static AwsError invalidRange() {
    return new AwsError(416, "InvalidRange", "The requested range is not satisfiable");
  }
}
