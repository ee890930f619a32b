package dev.sundial.local.lambda.environment;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A request of the runtime that stays open until it is answered. */
record HeldRequest(Response response, Callback callback) {

  /** Answers 200. Without a content type the runtime's native part crashes. */
  void answer(Map<String, String> headers, byte[] body) {
    response.setStatus(200);
    headers.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /** Lets go of it; the process behind it is gone. */
  void abandon() {
    callback.failed(new IllegalStateException("the environment ended"));
  }
}
