package dev.sundial.local.lambda.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Lambda's Runtime API (version 2018-06-01) for all environments on one loopback port: each talks
 * below a secret path of its own. Answers what it can at once and hands everything on as {@link
 * Signal}s.
 */
public final class RuntimeApi implements AutoCloseable {

  /** The largest answer of a handler, bytes: 6 MiB and a little, as AWS has it. */
  static final int ANSWER_LIMIT_BYTES = 6_291_556;

  /** The runtime describes an exception's causes in a header of up to 1 MiB. */
  private static final int HEADER_LIMIT_BYTES = 2 * 1024 * 1024;

  private static final String VERSION = "/2018-06-01/runtime/";

  private final Server server;
  private final ServerConnector connector;
  private final Map<String, Client> clients = new ConcurrentHashMap<>();

  /** One environment's end of the conversation. */
  private record Client(Consumer<Signal> signals, CredentialsEndpoint credentials) {}

  public RuntimeApi() {
    QueuedThreadPool threads = new QueuedThreadPool(64, 4);
    threads.setName("runtime-api");
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setRequestHeaderSize(HEADER_LIMIT_BYTES);
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(0);
    connector.setIdleTimeout(0);
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            serve(request, response, callback);
            return true;
          }
        });
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the Runtime API did not start", e);
    }
  }

  /** Takes a client in; returns the {@code host:port/path} it is to call. */
  String register(String secret, Consumer<Signal> signals, CredentialsEndpoint credentials) {
    clients.put(secret, new Client(signals, credentials));
    return "127.0.0.1:" + connector.getLocalPort() + "/" + secret;
  }

  void unregister(String secret) {
    clients.remove(secret);
  }

  private void serve(Request request, Response response, Callback callback) throws IOException {
    String path = request.getHttpURI().getPath();
    int slash = path.indexOf('/', 1);
    Client client = slash < 0 ? null : clients.get(path.substring(1, slash));
    if (client == null) {
      reply(response, callback, 404, "{\"errorType\":\"NotFound\"}");
      return;
    }
    String rest = path.substring(slash);
    if (rest.equals(CredentialsEndpoint.PATH)) {
      String token = request.getHeaders().get(HttpHeader.AUTHORIZATION);
      boolean known = client.credentials().authorizes(token);
      String body = known ? client.credentials().json() : "{\"code\":\"Unauthorized\"}";
      reply(response, callback, known ? 200 : 401, body);
    } else if (rest.startsWith(VERSION)) {
      runtimeCall(client, rest.substring(VERSION.length()), request, response, callback);
    } else {
      reply(response, callback, 404, "{\"errorType\":\"NotFound\"}");
    }
  }

  private static void runtimeCall(
      Client client, String call, Request request, Response response, Callback callback)
      throws IOException {
    switch (call) {
      case "invocation/next" ->
          client.signals().accept(new Signal.Next(new HeldRequest(response, callback)));
      case "restore/next" ->
          client.signals().accept(new Signal.Checkpoint(new HeldRequest(response, callback)));
      case "init/error" -> {
        client.signals().accept(new Signal.InitFailed(body(request), errorType(request)));
        accepted(response, callback);
      }
      case "restore/error" -> {
        client.signals().accept(new Signal.RestoreFailed(body(request), errorType(request)));
        accepted(response, callback);
      }
      default -> result(client, call, request, response, callback);
    }
  }

  private static void result(
      Client client, String call, Request request, Response response, Callback callback)
      throws IOException {
    String[] parts = call.split("/", -1);
    if (parts.length != 3 || !parts[0].equals("invocation")) {
      reply(response, callback, 404, "{\"errorType\":\"NotFound\"}");
      return;
    }
    byte[] body = body(request);
    switch (parts[2]) {
      case "response" -> {
        if (body.length > ANSWER_LIMIT_BYTES) {
          client.signals().accept(new Signal.AnswerTooLarge(parts[1]));
          reply(response, callback, 413, tooLarge());
        } else {
          client.signals().accept(new Signal.Answered(parts[1], body));
          accepted(response, callback);
        }
      }
      case "error" -> {
        client.signals().accept(new Signal.Threw(parts[1], body, errorType(request)));
        accepted(response, callback);
      }
      default -> reply(response, callback, 404, "{\"errorType\":\"NotFound\"}");
    }
  }

  private static String errorType(Request request) {
    String type = request.getHeaders().get("Lambda-Runtime-Function-Error-Type");
    return type == null ? "Runtime.Unknown" : type;
  }

  /** The body, or one byte more than is allowed of a larger one, which is read to its end. */
  private static byte[] body(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] bytes = in.readNBytes(ANSWER_LIMIT_BYTES + 1);
      in.transferTo(OutputStream.nullOutputStream());
      return bytes;
    }
  }

  private static String tooLarge() {
    return "{\"errorMessage\":\"Exceeded maximum allowed payload size ("
        + ANSWER_LIMIT_BYTES
        + " bytes).\",\"errorType\":\"RequestEntityTooLarge\"}";
  }

  private static void accepted(Response response, Callback callback) {
    reply(response, callback, 202, "{\"status\":\"OK\"}");
  }

  private static void reply(Response response, Callback callback, int status, String json) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.write(true, StandardCharsets.UTF_8.encode(json), callback);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the Runtime API did not stop", e);
    }
  }
}
