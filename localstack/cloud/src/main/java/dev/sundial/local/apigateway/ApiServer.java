package dev.sundial.local.apigateway;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.endpoint.Endpoint;
import dev.sundial.local.endpoint.Queries;
import dev.sundial.local.metrics.MetricSink;
import dev.sundial.local.signing.Arrived;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** The HTTP port of the deployed stage; it binds to the loopback only. */
public final class ApiServer implements AutoCloseable {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Headers of the connection; the gateway does not pass them on. */
  static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "expect",
          "keep-alive",
          "te",
          "transfer-encoding",
          "upgrade",
          "proxy-connection");

  private final Server server;
  private final ServerConnector connector;
  private final Gateway gateway;

  /**
   * @param port 0 takes a free one
   * @param target what integrations call
   * @param authorization who may call methods that say so
   * @param log where access lines go
   * @param metrics where it tells of requests
   */
  public ApiServer(
      int port,
      RestApis apis,
      ProxyTarget target,
      IamAuthorization authorization,
      AccessLog log,
      MetricSink metrics) {
    this.server = new Server(Endpoint.threads());
    this.connector = Endpoint.connector(server, port);
    server.addConnector(connector);
    this.gateway = new Gateway(apis, target, authorization, log, new ApiMetrics(metrics));
    server.setHandler(new ApiHandler(gateway));
    server.setErrorHandler(this::refuse);
  }

  /** The deployed stages for signed requests to the AWS endpoint. */
  public AwsService executeApi() {
    return new ExecuteApi(gateway);
  }

  public void start() throws Exception {
    server.start();
  }

  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  /** What a request gets that the server could not even read: nothing of it is known. */
  private boolean refuse(Request request, Response response, Callback callback) {
    // A defect of ours is 500; a version of HTTP that is not spoken here, and all else, theirs.
    GatewayError error =
        response.getStatus() == HttpStatus.INTERNAL_SERVER_ERROR_500
            ? GatewayError.CANNOT_CALL
            : GatewayError.BAD_REQUEST;
    ApiResponse answer = gateway.refuse(error, unread(request, gateway));
    response.setStatus(answer.status());
    answer
        .headers()
        .forEach((name, values) -> values.forEach(value -> response.getHeaders().add(name, value)));
    // What follows on the connection cannot be told from the rest of this request.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
    return true;
  }

  /** A request of which nothing is believed. */
  private static ApiRequest unread(Request request, Gateway gateway) {
    Arrived nothing = new Arrived("GET", "/", "", Map.of(), new byte[0]);
    String id = UUID.randomUUID().toString();
    return new ApiRequest(
        id,
        extended(id),
        gateway.apis().clock().instant(),
        nothing.method(),
        nothing.rawPath(),
        nothing.rawQuery(),
        Map.of(),
        Map.of(),
        Request.getRemoteAddr(request),
        nothing.body(),
        nothing);
  }

  /** The gateway's own id of a request. */
  private static String extended(String id) {
    return id.replace("-", "").substring(0, 15) + "=";
  }

  /** Above 10 MB the gateway answers in plain text. */
  static ApiResponse tooLong() {
    String text = "HTTP content length exceeded 10485760 bytes.";
    return new ApiResponse(
        413, Map.of("Content-Type", List.of("text/plain")), text.getBytes(StandardCharsets.UTF_8));
  }

  private static final class ApiHandler extends Handler.Abstract {
    private final Gateway gateway;

    ApiHandler(Gateway gateway) {
      this.gateway = gateway;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      ApiResponse answer;
      String coding = request.getHeaders().get(HttpHeader.TRANSFER_ENCODING);
      if (coding != null && !coding.equalsIgnoreCase("chunked")) {
        Response.writeError(
            request,
            response,
            callback,
            HttpStatus.BAD_REQUEST_400,
            "the transfer coding " + coding);
        return true;
      }
      try (InputStream in = Content.Source.asInputStream(request)) {
        byte[] body = in.readNBytes(Gateway.MAX_BODY_BYTES + 1);
        answer =
            body.length > Gateway.MAX_BODY_BYTES ? tooLong() : gateway.answer(read(request, body));
      } catch (AwsError e) {
        answer = gateway.refuse(GatewayError.BAD_REQUEST, unread(request, gateway));
      }
      send(answer, request, response, callback);
      return true;
    }

    private ApiRequest read(Request request, byte[] body) {
      String path = request.getHttpURI().getPath();
      String rawPath = path == null || !path.startsWith("/") ? "/" : path;
      String query = request.getHttpURI().getQuery();
      Map<String, List<String>> sent = new LinkedHashMap<>();
      Map<String, List<String>> headers = new LinkedHashMap<>();
      for (HttpField field : request.getHeaders()) {
        String value = field.getValue() == null ? "" : field.getValue();
        sent.computeIfAbsent(field.getLowerCaseName(), n -> new ArrayList<>()).add(value);
        if (!HOP_BY_HOP.contains(field.getLowerCaseName())) {
          headers.computeIfAbsent(field.getName(), n -> new ArrayList<>()).add(field.getValue());
        }
      }
      String ip = Request.getRemoteAddr(request);
      headers.put("X-Forwarded-For", List.of(ip));
      headers.put("X-Forwarded-Port", List.of("443"));
      headers.put("X-Forwarded-Proto", List.of("https"));
      String id = UUID.randomUUID().toString();
      return new ApiRequest(
          id,
          extended(id),
          gateway.apis().clock().instant(),
          request.getMethod(),
          rawPath,
          query == null ? "" : query,
          Queries.pairs(query == null ? "" : query),
          headers,
          ip,
          body,
          new Arrived(request.getMethod(), rawPath, query == null ? "" : query, sent, body));
    }

    private void send(ApiResponse answer, Request request, Response response, Callback callback)
        throws IOException {
      response.setStatus(answer.status());
      answer
          .headers()
          .forEach(
              (name, values) -> values.forEach(value -> response.getHeaders().add(name, value)));
      response.getHeaders().put(HttpHeader.DATE, DATE.format(gateway.apis().clock().instant()));
      boolean bodyless =
          request.getMethod().equals("HEAD") || answer.status() == 204 || answer.status() == 304;
      byte[] body = bodyless ? new byte[0] : answer.body();
      if (!bodyless) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      }
      response.write(true, ByteBuffer.wrap(body), callback);
    }
  }
}
