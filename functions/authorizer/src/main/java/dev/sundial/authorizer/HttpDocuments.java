package dev.sundial.authorizer;

import dev.sundial.auth.KeyAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads documents over HTTP: within a deadline, up to a size, following no redirect. */
final class HttpDocuments implements PublishedKeys.Documents {
  /** A whole exchange, from connecting to the last byte, takes no longer. */
  static final Duration DEADLINE = Duration.ofSeconds(4);

  private static final Duration CONNECT = Duration.ofSeconds(2);

  static {
    // A kept connection would be found dead: a function is frozen between invocations. And the JDK
    // drains what is left of one in a thread of its own.
    System.setProperty("http.keepAlive", "false");
  }

  private final Duration deadline;

  HttpDocuments() {
    this(DEADLINE);
  }

  HttpDocuments(Duration deadline) {
    this.deadline = deadline;
  }

  @Override
  public byte[] read(KeyAddress from, int mostBytes) throws IOException {
    FutureTask<byte[]> exchange = new FutureTask<>(() -> answered(from, mostBytes));
    // The read timeout begins anew with each byte. What a virtual thread waits for in a socket ends
    // when it is interrupted, and the socket is closed: nothing outlives this call.
    Thread.ofVirtual().name("keys").start(exchange);
    try {
      return exchange.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IOException(from + ": " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(from + " gave no whole answer within " + deadline.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + from + " was read");
    } finally {
      exchange.cancel(true);
    }
  }

  private byte[] answered(KeyAddress from, int mostBytes) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) from.uri().toURL().openConnection();
    try {
      connection.setConnectTimeout((int) CONNECT.toMillis());
      connection.setReadTimeout((int) deadline.toMillis());
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setRequestProperty("Accept", "application/json");
      connection.setRequestProperty("Connection", "close");
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new IOException("answered " + status);
      }
      try (InputStream in = connection.getInputStream()) {
        byte[] body = in.readNBytes(mostBytes + 1);
        if (body.length > mostBytes) {
          throw new IOException("answered more than " + mostBytes + " bytes");
        }
        return body;
      }
    } finally {
      connection.disconnect();
    }
  }
}
