package dev.sundial.local.part;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;

/** Sends requests to a part; safe for concurrent use. */
public final class PartClient implements AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  /** What the HTTP client sets itself. */
  private static final Set<String> OWN_HEADERS =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final PartProcess part;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .connectTimeout(CONNECT_LIMIT)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  public PartClient(PartProcess part) {
    this.part = part;
  }

  /**
   * Sends a request and returns when the head of the answer is there; its body, which the caller
   * closes, streams.
   *
   * @param target path and query, percent-encoded
   * @param headers those that concern the connection are left out
   * @throws AwsError 500 when the part has ended
   */
  public HttpResponse<InputStream> send(
      String method, String target, Headers headers, BodyPublisher body) throws IOException {
    var request = HttpRequest.newBuilder(URI.create(part.address() + target)).method(method, body);
    headers
        .values()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      return http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      if (!part.isAlive()) {
        throw new AwsError(
            500, "InternalError", part.name() + " has ended; its log is " + part.log());
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + part.name() + " answered", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
