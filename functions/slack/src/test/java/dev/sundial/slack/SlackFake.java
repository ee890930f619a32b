package dev.sundial.slack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A webhook on the loopback that answers what it is told, byte by byte, and keeps what it got. */
final class SlackFake implements AutoCloseable {
  static final String OK = answer(200, "", "ok");

  /** Closes the connection without a word. */
  static final String CLOSE = "";

  /** Part of an answer that comes as a hundred spaces, ten a second. */
  static final String DRIPPING = "~";

  private static final int DROPS = 100;
  private static final long DROP_MILLIS = 100;

  /** How many answers nobody heard to their end. */
  final AtomicInteger cutOff = new AtomicInteger();

  /** The bodies, in the order they came. */
  final List<String> received = new CopyOnWriteArrayList<>();

  /** The first lines of the requests. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final Queue<String> answers = new ArrayDeque<>();
  private final ServerSocket server;
  private final Thread thread;

  SlackFake() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofPlatform().daemon().start(this::serve);
  }

  static String answer(int status, String header, String body) {
    return "HTTP/1.1 "
        + status
        + " Whatever\r\n"
        + (header.isEmpty() ? "" : header + "\r\n")
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /** One answer after the other; then {@link #OK} for ever. */
  synchronized SlackFake answers(String... next) {
    answers.addAll(List.of(next));
    return this;
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getLocalPort() + path;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        exchange(socket);
      } catch (IOException e) {
        // The next one may do better; a closed server ends the loop.
      }
    }
  }

  private void exchange(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    String request = line(in);
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    String answer = next();
    requests.add(request);
    received.add(body);
    say(answer, socket.getOutputStream());
  }

  private void say(String answer, OutputStream out) throws IOException {
    try {
      for (int octet : answer.getBytes(StandardCharsets.UTF_8)) {
        if (octet == DRIPPING.charAt(0)) {
          drip(out);
        } else {
          out.write(octet);
        }
      }
    } catch (IOException e) {
      cutOff.incrementAndGet();
      throw e;
    }
  }

  private static void drip(OutputStream out) throws IOException {
    try {
      for (int drop = 0; drop < DROPS; drop++) {
        out.write(' ');
        Thread.sleep(DROP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized String next() {
    String answer = answers.poll();
    return answer == null ? OK : answer;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("the request ended");
      }
      if (octet != '\r') {
        line.append((char) octet);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      server.close();
      thread.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
