package dev.sundial.prediction;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sundial.lean.Endpoints;
import dev.sundial.naming.ModelName;
import dev.sundial.serving.ModelSource;
import dev.sundial.serving.RegistryModelSource;
import dev.sundial.serving.Wanted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Answers the registry's two reads with the built-in models, on the loopback, while the function is
 * primed. It closes every connection it served, so none is left open.
 */
final class LoopbackRegistry implements AutoCloseable {
  private static final String PARTITION = "MODEL#";

  private final HttpServer server;
  private final BuiltInModels models;

  private LoopbackRegistry(HttpServer server, BuiltInModels models) {
    this.server = server;
    this.models = models;
    server.createContext("/", this::answer);
    server.start();
  }

  static LoopbackRegistry start(BuiltInModels models) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new LoopbackRegistry(HttpServer.create(address, 0), models);
  }

  /** The registry as the function reads it, at this address. */
  ModelSource source(Clock clock) {
    InetSocketAddress address = server.getAddress();
    String url = "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    return new RegistryModelSource(
        new Endpoints(Map.of("AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL", url)),
        () -> StaticCredentialsProvider.create(AwsBasicCredentials.create("priming", "priming")),
        "priming",
        "priming",
        clock,
        false);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      byte[] body =
          exchange.getRequestMethod().equals("GET")
              ? models.bytes(model(exchange.getRequestURI().getPath(), "models/", '/'))
              : pointer(model(request, PARTITION, '"'));
      exchange.getResponseHeaders().set("Connection", "close");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static ModelName model(String text, String before, char after) {
    int from = text.indexOf(before) + before.length();
    return new ModelName(text.substring(from, text.indexOf(after, from)));
  }

  /** The attributes of a pointer that prediction reads. */
  private byte[] pointer(ModelName model) throws IOException {
    Wanted wanted = models.wanted(model);
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeObjectFieldStart("Item");
      attribute(json, "ledgerSeq", "N", "1");
      attribute(json, "drainedSeq", "N", "1");
      attribute(json, "championId", "S", wanted.version().value());
      attribute(json, "championSince", "S", "2026-01-01T00:00:00Z");
      json.writeObjectFieldStart("scorerRef");
      json.writeObjectFieldStart("M");
      attribute(json, "role", "S", wanted.scorer().role().id());
      attribute(json, "format", "S", wanted.scorer().format());
      attribute(json, "key", "S", wanted.scorer().key());
      attribute(json, "sha256", "S", wanted.scorer().sha256());
      attribute(json, "bytes", "N", Long.toString(wanted.scorer().bytes()));
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void attribute(JsonGenerator json, String name, String type, String value)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField(type, value);
    json.writeEndObject();
  }
}
