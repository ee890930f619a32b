package dev.sundial.local.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Between Jetty and the services: requests in, answers out, connections closed when no answer may
 * leave.
 */
final class EndpointHandler extends Handler.Abstract {
  private static final String PAGES = "/_sundial";
  private static final int MOST_UNWANTED_BYTES = 1024 * 1024;

  private final Dispatcher dispatcher;
  private final PageHandler pages;

  EndpointHandler(Dispatcher dispatcher, PageHandler pages) {
    this.dispatcher = dispatcher;
    this.pages = pages;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Headers headers = headers(request);
    if (!Origins.allowed(headers)) {
      send(
          AwsResponse.of(403, "application/json", "{\"message\":\"Foreign Host or Origin\"}"),
          request,
          response);
      callback.succeeded();
      return true;
    }
    try (InputStream body = Content.Source.asInputStream(request)) {
      Reply reply = answered(request, headers, body);
      switch (reply) {
        case Reply.Sent sent -> {
          if (!isRead(body)) {
            response.getHeaders().put("Connection", "close");
          }
          send(sent.response(), request, response);
          callback.succeeded();
        }
        case Reply.Dropped dropped -> {
          request.getConnectionMetaData().getConnection().getEndPoint().close();
          callback.failed(new IOException("the reply was dropped"));
        }
      }
    }
    return true;
  }

  /** What cannot even be read as a request of a service is refused in plain words. */
  private Reply answered(Request request, Headers headers, InputStream body) throws Exception {
    try {
      return reply(request, headers, body);
    } catch (AwsError e) {
      return new Reply.Sent(
          AwsResponse.of(e.status(), "text/plain; charset=utf-8", e.code() + ": " + e.text()));
    }
  }

  private Reply reply(Request request, Headers headers, InputStream body) throws Exception {
    String path = request.getHttpURI().getPath();
    String rawPath = path == null || path.isEmpty() ? "/" : path;
    String query = request.getHttpURI().getQuery();
    Signature signature = Signature.of(headers, query == null ? "" : query);
    AwsRequest aws =
        new AwsRequest(
            UUID.randomUUID().toString(),
            request.getMethod(),
            rawPath,
            query == null ? "" : query,
            headers,
            dispatcher.caller(signature),
            signature.region(),
            body);
    if (rawPath.equals(PAGES) || rawPath.startsWith(PAGES + "/")) {
      try {
        return new Reply.Sent(page(aws));
      } catch (DroppedReply e) {
        return new Reply.Dropped();
      }
    }
    return dispatcher.dispatch(aws, signature);
  }

  /**
   * Reads what is left of a body that nobody wanted, so that the connection can go on; of a long
   * one not all, and then it cannot.
   */
  private static boolean isRead(InputStream body) throws IOException {
    body.readNBytes(MOST_UNWANTED_BYTES);
    return body.read() < 0;
  }

  private AwsResponse page(AwsRequest request) throws Exception {
    try {
      return pages.handle(request);
    } catch (AwsError e) {
      return AwsResponse.of(e.status(), "text/plain; charset=utf-8", e.text());
    }
  }

  private static void send(AwsResponse answer, Request request, Response response)
      throws IOException {
    response.setStatus(answer.status());
    answer
        .headers()
        .values()
        .forEach((name, values) -> values.forEach(value -> response.getHeaders().add(name, value)));
    boolean head = request.getMethod().equals("HEAD");
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      switch (answer.body()) {
        case AwsResponse.Body.Bytes bytes -> {
          if (!head) {
            response.getHeaders().put("Content-Length", bytes.bytes().length);
            out.write(bytes.bytes());
          }
        }
        case AwsResponse.Body.Streamed streamed -> {
          if (!head) {
            streamed.writer().writeTo(out);
          }
        }
      }
    }
  }

  private static Headers headers(Request request) {
    Map<String, java.util.List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (HttpField field : request.getHeaders()) {
      values.computeIfAbsent(field.getName(), n -> new ArrayList<>()).add(field.getValue());
    }
    return new Headers(values);
  }
}
