package dev.sundial.slack;

import dev.sundial.alarms.WebhookAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request to Slack: no redirect is followed, nothing is sent twice. */
final class Webhook {
  /** A whole exchange, from connecting to the last byte that is read, takes no longer. */
  static final Duration DEADLINE = Duration.ofSeconds(8);

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 300;

  static {
    // Else the JDK drains a body that is left alone, in a thread of its own, to keep the
    // connection.
    // A kept one would be found dead anyway: a function is frozen between invocations.
    System.setProperty("http.keepAlive", "false");
  }

  private final Duration deadline;

  Webhook() {
    this(DEADLINE);
  }

  Webhook(Duration deadline) {
    this.deadline = deadline;
  }

  /**
   * What Slack answered.
   *
   * @param body what it says, of which little may be repeated
   * @param retryAfter seconds; empty when not given as such
   */
  record Reply(int status, ReplyBody body, Optional<Long> retryAfter) {
    /**
     * Slack takes a message with 200 and {@code ok}; whatever answers otherwise did not take it.
     */
    boolean isTaken() {
      return status == HttpURLConnection.HTTP_OK && body.isOk();
    }
  }

  /**
   * @throws DeliveryException when no answer came
   */
  Reply post(WebhookAddress to, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    FutureTask<Reply> exchange = new FutureTask<>(() -> answered(to, bytes));
    // The read timeout begins anew with each byte. What a virtual thread waits for in a socket ends
    // when it is interrupted, and the socket is closed.
    Thread.ofVirtual().name("webhook").start(exchange);
    try {
      return exchange.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      // Its message may hold the address.
      throw new DeliveryException("Slack gave no answer: " + name(e.getCause()));
    } catch (TimeoutException e) {
      throw new DeliveryException(
          "Slack gave no whole answer within " + deadline.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeliveryException("interrupted while Slack was asked");
    } finally {
      exchange.cancel(true);
    }
  }

  private static String name(@Nullable Throwable cause) {
    return cause == null ? "" : cause.getClass().getSimpleName();
  }

  private static Reply answered(WebhookAddress to, byte[] json) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) to.uri().toURL().openConnection();
    try {
      connection.setConnectTimeout((int) CONNECT.toMillis());
      connection.setReadTimeout((int) ANSWER.toMillis());
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setRequestMethod("POST");
      connection.setRequestProperty("Content-Type", "application/json; charset=utf-8");
      connection.setRequestProperty("Connection", "close");
      connection.setDoOutput(true);
      // With a length set beforehand, the JDK does not repeat a POST whose answer never came.
      connection.setFixedLengthStreamingMode(json.length);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(json);
      }
      int status = connection.getResponseCode();
      if (status < 0) {
        throw new IOException("no HTTP");
      }
      return new Reply(status, new ReplyBody(text(connection, status), to), retryAfter(connection));
    } finally {
      connection.disconnect();
    }
  }

  private static String text(HttpURLConnection connection, int status) throws IOException {
    try (InputStream in =
        status < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      return in == null ? "" : new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
  }

  private static Optional<Long> retryAfter(HttpURLConnection connection) {
    @Nullable String header = connection.getHeaderField("Retry-After");
    String seconds = header == null ? "" : header.strip();
    if (!seconds.matches("[0-9]+")) {
      return Optional.empty();
    }
    return Optional.of(seconds.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(seconds));
  }
}
