package dev.sundial.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/** A webhook on the loopback that does as it is told, and keeps what was posted to it. */
final class WebhookServer implements AutoCloseable {
  private final String secret;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> posted = new ArrayList<>();
  private final List<String> elsewhere = new ArrayList<>();
  private volatile BiFunction<String, Integer, Answer> behaviour = (text, time) -> Answer.OK;

  /** What is done with a post. */
  enum Answer {
    OK,
    ASKS_FOR_ONE_SECOND,
    ASKS_FOR_THIRTY_SECONDS,
    SERVER_ERROR,
    REDIRECT,
    PORTAL,
    NOTHING,
    SILENCE,
    CLOSE
  }

  /**
   * @param secret last part of its path
   */
  WebhookServer(String secret) throws IOException {
    this.secret = secret;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook/" + secret;
  }

  /**
   * @param behaviour of a message's text and how often it came before
   */
  void does(BiFunction<String, Integer, Answer> behaviour) {
    this.behaviour = behaviour;
  }

  /** Everything posted with these words, oldest first. */
  synchronized List<String> posted(String words) {
    return posted.stream().filter(text -> text.contains(words)).toList();
  }

  /** Other paths that were asked for. */
  synchronized List<String> elsewhere() {
    return List.copyOf(elsewhere);
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath();
    int before;
    synchronized (this) {
      if (!path.equals("/hook/" + secret)) {
        elsewhere.add(path);
      }
      JsonNode message = Cloud.parse(body);
      String id = message.at("/attachments/0/blocks").findValuesAsText("text").getLast();
      before = (int) posted.stream().filter(text -> text.contains(id)).count();
      posted.add(body);
    }
    switch (behaviour.apply(body, before)) {
      case OK -> answer(exchange, 200, "ok");
      case ASKS_FOR_ONE_SECOND -> asks(exchange, "1");
      case ASKS_FOR_THIRTY_SECONDS -> asks(exchange, "30");
      case SERVER_ERROR -> answer(exchange, 500, "rollup_error");
      case REDIRECT -> {
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        answer(exchange, 302, "");
      }
      case PORTAL -> answer(exchange, 200, "<html><body>Sign in to the network</body></html>");
      case NOTHING -> answer(exchange, 200, "");
      case SILENCE -> {
        // The caller gives up; the exchange ends with the server.
      }
      case CLOSE -> exchange.close();
    }
  }

  private static void asks(HttpExchange exchange, String seconds) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", seconds);
    answer(exchange, 429, "rate_limited");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
