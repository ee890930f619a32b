package dev.sundial.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * DynamoDB and S3 for one model, on a loopback port: every POST is answered with the pointer, every
 * GET with the scorer. So what they cost is nearly nothing, and the same for all that is measured.
 */
final class RegistryStub implements AutoCloseable {
  private final HttpServer server;

  /**
   * @param port 0 for any
   */
  RegistryStub(int port) throws IOException {
    byte[] pointer = ServedIris.pointer();
    byte[] scorer = ServedIris.scorer();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean read = exchange.getRequestMethod().equals("POST");
          byte[] answer = read ? pointer : scorer;
          String type = read ? "application/x-amz-json-1.0" : "application/octet-stream";
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
