package dev.sundial.slack;

import dev.sundial.alarms.WebhookAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request to Slack: no redirect is followed, nothing is sent twice. */
final class Webhook {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 1_000;

  /**
   * What Slack answered.
   *
   * @param word such as {@code ok} or {@code invalid_blocks}
   * @param retryAfter seconds; empty when not given as such
   */
  record Reply(int status, String word, Optional<Long> retryAfter) {}

  /**
   * @throws DeliveryException when no answer came
   */
  Reply post(WebhookAddress to, String json) {
    try {
      return answered(to, json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      // Its message may hold the address.
      throw new DeliveryException("Slack gave no answer: " + e.getClass().getSimpleName());
    }
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
      // Frozen between invocations, a kept connection would be found dead by the next one.
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
      return new Reply(status, word(connection, status), retryAfter(connection));
    } finally {
      connection.disconnect();
    }
  }

  private static String word(HttpURLConnection connection, int status) throws IOException {
    try (InputStream in =
        status < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      String text =
          in == null ? "" : new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
      return text.matches("[a-z_]{1,60}") ? text : "";
    }
  }

  private static Optional<Long> retryAfter(HttpURLConnection connection) {
    @Nullable String seconds = connection.getHeaderField("Retry-After");
    return seconds != null && seconds.strip().matches("[0-9]{1,9}")
        ? Optional.of(Long.parseLong(seconds.strip()))
        : Optional.empty();
  }
}
