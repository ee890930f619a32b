package dev.sundial.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's Runtime API for one process: gives it the same event again and again, the next as soon
 * as the last is answered, and notes when each answer was there. A process under SnapStart waits
 * for its restore first, and gets its credentials here. No thread hands anything to another, so
 * that what is timed is the process.
 */
final class RuntimeStub implements AutoCloseable {
  static final String CREDENTIALS = "/credentials";
  private static final Duration VALID = Duration.ofHours(1);

  private final ServerSocket server;
  private final byte[] event;
  private final long[] answeredNanos;
  private final CountDownLatch done = new CountDownLatch(1);
  private final CountDownLatch snapshot = new CountDownLatch(1);
  private final CountDownLatch restored = new CountDownLatch(1);
  private int given;
  private int answered;
  private volatile String firstAnswer = "";
  private volatile String trouble = "";

  /**
   * @param invocations after so many, the process waits for ever
   */
  RuntimeStub(byte[] event, int invocations) throws IOException {
    this.event = event;
    this.answeredNanos = new long[invocations];
    this.server = new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1"));
    Thread.ofPlatform().daemon().name("runtime-stub").start(this::accept);
  }

  /** As {@code AWS_LAMBDA_RUNTIME_API} has it. */
  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /**
   * When each answer was there, in the order of the answers, as {@link System#nanoTime} tells.
   *
   * @throws IOException when they are not all there in time, or an answer was no success
   */
  long[] await(long seconds) throws IOException, InterruptedException {
    boolean all = done.await(seconds, TimeUnit.SECONDS);
    if (!trouble.isEmpty()) {
      throw new IOException(trouble);
    }
    if (!all) {
      throw new IOException("not all answers after " + seconds + " s");
    }
    return Arrays.copyOf(answeredNanos, answeredNanos.length);
  }

  /** Returns once the process waits to be restored. */
  void awaitSnapshot(long seconds) throws IOException, InterruptedException {
    boolean taken = snapshot.await(seconds, TimeUnit.SECONDS);
    if (!taken || !trouble.isEmpty()) {
      throw new IOException(taken ? trouble : "no snapshot after " + seconds + " s");
    }
  }

  /** Restores the process that waits for it. */
  void restore() {
    restored.countDown();
  }

  String firstAnswer() {
    return firstAnswer;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread.ofPlatform()
            .daemon()
            .name("runtime-stub-" + socket.getPort())
            .start(() -> talk(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
      OutputStream out = socket.getOutputStream();
      String line = line(in);
      while (!line.isEmpty()) {
        byte[] body = body(in);
        reply(line.split(" ", -1)[1], body, out);
        line = line(in);
      }
    } catch (IOException | InterruptedException e) {
      // The process ended, or is being ended.
    }
  }

  private void reply(String path, byte[] body, OutputStream out)
      throws IOException, InterruptedException {
    if (path.endsWith("/invocation/next")) {
      if (!turn()) {
        Thread.currentThread().join(); // until the process is ended
      }
      send(
          out,
          "200 OK",
          "Lambda-Runtime-Aws-Request-Id: "
              + Invocation.ONLY.getAwsRequestId()
              + "\r\nLambda-Runtime-Deadline-Ms: 4102444800000"
              + "\r\nLambda-Runtime-Invoked-Function-Arn: "
              + Invocation.ONLY.getInvokedFunctionArn()
              + "\r\n",
          event);
    } else if (path.endsWith("/restore/next")) {
      snapshot.countDown();
      restored.await();
      send(out, "200 OK", "", "{}".getBytes(UTF_8));
    } else if (path.equals(CREDENTIALS)) {
      send(out, "200 OK", "", credentials());
    } else {
      if (path.endsWith("/response")) {
        answered(body);
      } else {
        fail(path + ": " + new String(body, UTF_8));
      }
      send(out, "202 Accepted", "", "{\"status\":\"OK\"}".getBytes(UTF_8));
    }
  }

  private static byte[] credentials() {
    return ("{\"AccessKeyId\":\"AKIDEXAMPLE\",\"SecretAccessKey\":\"secret\",\"Token\":\"token\",\"Expiration\":\""
            + Clock.systemUTC().instant().plus(VALID)
            + "\"}")
        .getBytes(UTF_8);
  }

  private synchronized boolean turn() {
    return given++ < answeredNanos.length;
  }

  private synchronized void answered(byte[] body) {
    answeredNanos[answered++] = System.nanoTime();
    if (answered == 1 || answered == answeredNanos.length) {
      String answer = new String(body, UTF_8);
      firstAnswer = answered == 1 ? answer : firstAnswer;
      if (!answer.contains("\"statusCode\":200")) {
        fail("answered " + answer);
      }
    }
    if (answered == answeredNanos.length) {
      done.countDown();
    }
  }

  private void fail(String why) {
    trouble = why;
    snapshot.countDown();
    done.countDown();
  }

  private static void send(OutputStream out, String status, String headers, byte[] body)
      throws IOException {
    String head =
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n"
            + headers
            + "\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream(head.length() + body.length);
    all.writeBytes(head.getBytes(ISO_8859_1));
    all.writeBytes(body);
    all.writeTo(out);
  }

  /** The request's headers and its body, whose length the client always says. */
  private static byte[] body(InputStream in) throws IOException {
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      }
      if (header.toLowerCase(Locale.ROOT).startsWith("transfer-encoding:")) {
        throw new IOException("a body in chunks");
      }
    }
    return in.readNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
