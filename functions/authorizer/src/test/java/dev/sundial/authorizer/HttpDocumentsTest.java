package dev.sundial.authorizer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sundial.auth.KeyAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDocumentsTest {
  private static final int MOST = 100;

  private final AtomicInteger connections = new AtomicInteger();
  private final HttpDocuments documents = new HttpDocuments(Duration.ofMillis(500));
  private volatile String answer = "";
  private volatile boolean hangs;
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
    Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept();
          OutputStream out = socket.getOutputStream()) {
        connections.incrementAndGet();
        int unused = socket.getInputStream().read(new byte[4096]);
        out.write(answer.getBytes(US_ASCII));
        out.flush();
        if (hangs) {
          int end = socket.getInputStream().read();
          assertThat(end).isNegative();
        }
      } catch (IOException e) {
        // The next one.
      }
    }
  }

  private byte[] read() throws IOException {
    return documents.read(
        KeyAddress.parse("http://127.0.0.1:" + server.getLocalPort() + "/jwks"), MOST);
  }

  private static String ok(int length) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(length);
  }

  @Test
  void readsUpToASize() throws IOException {
    answer = ok(MOST);
    assertThat(read()).hasSize(MOST);
    answer = ok(MOST + 1);
    assertThatThrownBy(this::read).hasMessageContaining("more than 100 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"301 Moved", "302 Found", "307 Temporary", "404 Not", "500 Broken", "204 No"})
  void takesNothingButAnAnswer(String status) {
    answer =
        "HTTP/1.1 "
            + status
            + "\r\nLocation: http://127.0.0.1:"
            + server.getLocalPort()
            + "/other\r\nContent-Length: 0\r\n\r\n";
    assertThatThrownBy(this::read).hasMessageContaining("answered " + status.substring(0, 3));
    assertThat(connections).hasValue(1);
  }

  @Test
  void waitsNoLongerThanItsDeadline() {
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nxxx";
    hangs = true;
    assertThatThrownBy(this::read).isInstanceOf(IOException.class);
  }

  @Test
  void tellsThatNobodyAnswers() throws IOException {
    server.close();
    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ConnectException");
  }
}
