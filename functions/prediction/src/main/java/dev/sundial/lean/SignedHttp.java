package dev.sundial.lean;

import dev.sundial.aws.CallLimits;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Sends signed requests to one service, again while there is time when that may help. */
public final class SignedHttp {
  private static final int MAX_ERROR_BYTES = 64 * 1024;
  private static final long FIRST_WAIT_MILLIS = 25;

  private final String service;
  private final String region;
  private final AwsCredentialsProvider credentials;
  private final CallLimits limits;
  private final Clock clock;
  private final boolean keepAlive;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  /**
   * @param service its signing name; {@code s3} encodes paths once, all others twice
   * @param clock dates the signatures
   * @param keepAlive whether a connection is kept for the next request
   */
  public SignedHttp(
      String service,
      String region,
      AwsCredentialsProvider credentials,
      CallLimits limits,
      Clock clock,
      boolean keepAlive) {
    this.service = service;
    this.region = region;
    this.credentials = credentials;
    this.limits = limits;
    this.clock = clock;
    this.keepAlive = keepAlive;
  }

  /**
   * What came back.
   *
   * @param body of a success not read yet; of an error at most 64 KB. Closed, it gives up the
   *     connection unless that is kept
   */
  record Reply(int status, HttpURLConnection connection, InputStream body) {
    boolean ok() {
      return status >= 200 && status < 300;
    }

    String header(String name) {
      String value = connection.getHeaderField(name);
      return value == null ? "" : value;
    }
  }

  /**
   * Gives up its connection when it is closed: left alone, the JDK keeps it unless the server says
   * that it closes it.
   */
  private static final class LastBody extends FilterInputStream {
    private final HttpURLConnection connection;

    LastBody(HttpURLConnection connection, InputStream body) {
      super(body);
      this.connection = connection;
    }

    /** Closes the body, too; were that closed before, the connection would be kept. */
    @Override
    public void close() {
      connection.disconnect();
    }
  }

  /**
   * @param body empty for a GET
   * @throws IOException when no attempt got a reply
   */
  Reply send(SdkHttpMethod method, URI uri, Map<String, String> headers, byte[] body)
      throws IOException {
    long deadline = System.nanoTime() + limits.total().toNanos();
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt >= limits.attempts();
      try {
        Reply reply = sendOnce(method, uri, headers, body);
        if (last || reply.ok() || !worthAnother(reply) || !waited(attempt, deadline)) {
          return reply;
        }
      } catch (IOException e) {
        if (last || !waited(attempt, deadline)) {
          throw e;
        }
      }
    }
  }

  private Reply sendOnce(SdkHttpMethod method, URI uri, Map<String, String> headers, byte[] body)
      throws IOException {
    SdkHttpRequest signed = signed(method, uri, headers, body);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout((int) limits.connect().toMillis());
    connection.setReadTimeout((int) limits.attempt().toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod(method.name());
    for (Map.Entry<String, List<String>> header : signed.headers().entrySet()) {
      if (!header.getKey().equalsIgnoreCase("host")) {
        connection.setRequestProperty(header.getKey(), String.join(",", header.getValue()));
      }
    }
    if (!keepAlive) {
      connection.setRequestProperty("Connection", "close");
    }
    if (body.length > 0) {
      connection.setDoOutput(true);
      connection.getOutputStream().write(body);
    }
    int status = connection.getResponseCode();
    if (status >= 200 && status < 300) {
      return new Reply(status, connection, body(connection, connection.getInputStream()));
    }
    return new Reply(status, connection, new ByteArrayInputStream(error(connection, status)));
  }

  private SdkHttpRequest signed(
      SdkHttpMethod method, URI uri, Map<String, String> headers, byte[] body) {
    SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(method).uri(uri);
    headers.forEach(request::putHeader);
    AwsCredentialsIdentity identity = credentials.resolveCredentials();
    boolean once = service.equals("s3");
    return signer
        .sign(
            sign ->
                sign.identity(identity)
                    .request(request.build())
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !once)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !once)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock))
        .request();
  }

  /** Reads the error whole, so that the connection can serve again. */
  private byte[] error(HttpURLConnection connection, int status) throws IOException {
    @Nullable InputStream stream =
        status < 400 ? connection.getInputStream() : connection.getErrorStream();
    try (InputStream error =
        body(connection, stream == null ? InputStream.nullInputStream() : stream)) {
      return error.readNBytes(MAX_ERROR_BYTES);
    }
  }

  private InputStream body(HttpURLConnection connection, InputStream body) {
    return keepAlive ? body : new LastBody(connection, body);
  }

  private static boolean worthAnother(Reply reply) throws IOException {
    if (reply.status() >= 500 || reply.status() == 429) {
      return true;
    }
    reply.body().mark(MAX_ERROR_BYTES);
    String error = new String(reply.body().readAllBytes(), StandardCharsets.UTF_8);
    reply.body().reset();
    return error.contains("Throttling")
        || error.contains("ProvisionedThroughputExceeded")
        || error.contains("RequestLimitExceeded");
  }

  /** Waits before another attempt, full jitter; false when there is no time left. */
  private static boolean waited(int attempt, long deadline) throws IOException {
    long bound = FIRST_WAIT_MILLIS << Math.min(attempt, 6);
    // Made here and from the system: a generator that was there before a snapshot would let all
    // environments restored from it come back at the same moments.
    long wait = TimeUnit.MILLISECONDS.toNanos(new SecureRandom().nextLong(bound) + 1);
    if (System.nanoTime() + wait >= deadline) {
      return false;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + attempt, e);
    }
  }
}
