package dev.sundial.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A local cloud with the model iris that gives the answers it was told to. */
final class FakeCloud implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Answer> answers = new LinkedHashMap<>();

  /** Every request but CloudFormation's: method, path, body. */
  final List<String> requests = new ArrayList<>();

  /** Who may call the API, as an output says it. */
  String auth = "open";

  /** The Authorization header of every request but CloudFormation's. */
  final List<String> authorizations = new ArrayList<>();

  record Answer(int status, Map<String, String> headers, String body) {}

  FakeCloud() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** What to answer to a method and the beginning of a path. */
  void on(String methodAndPath, int status, Map<String, String> headers, String body) {
    answers.put(methodAndPath, new Answer(status, headers, body));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    if (body.contains("Action=DescribeStacks")) {
      send(exchange, stack(body));
      return;
    }
    requests.add(line + " " + body);
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    send(
        exchange,
        answers.entrySet().stream()
            .filter(entry -> line.startsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(new Answer(404, Map.of(), "{}")));
  }

  private Answer stack(String form) {
    String name = URLDecoder.decode(form.replaceAll(".*StackName=", ""), StandardCharsets.UTF_8);
    Map<String, String> outputs =
        switch (name) {
          case "sundial-local" ->
              Map.ofEntries(
                  Map.entry("Models", "iris"),
                  Map.entry("ApiAuth", auth),
                  Map.entry("AuthorizerFunction", "asker"),
                  Map.entry("DataBucket", "data"),
                  Map.entry("PredictionFunction", "predictor"),
                  Map.entry("ProbeFunction", "prober"),
                  Map.entry("SlackFunction", "teller"),
                  Map.entry("SlackSecret", "secret"),
                  Map.entry("SweepFunction", "sweeper"));
          case "sundial-local-iris-model" ->
              Map.of("DataPrefix", "iris/", "TrainingFunction", "trainer");
          default -> Map.of();
        };
    if (outputs.isEmpty()) {
      return new Answer(
          400,
          Map.of(),
          "<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack with id "
              + name
              + " does not exist</Message></Error></ErrorResponse>");
    }
    StringBuilder xml = new StringBuilder("<DescribeStacksResponse><Outputs>");
    outputs.forEach(
        (key, value) ->
            xml.append("<member><OutputKey>")
                .append(key)
                .append("</OutputKey><OutputValue>")
                .append(value)
                .append("</OutputValue></member>"));
    return new Answer(200, Map.of(), xml.append("</Outputs></DescribeStacksResponse>").toString());
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
