package dev.sundial.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A handler that answers without a look at what it is asked: all that remains is Lambda's. */
public final class DoingNothing implements RequestStreamHandler {
  private static final byte[] ANSWER =
      "{\"statusCode\":200,\"body\":\"\"}".getBytes(StandardCharsets.US_ASCII);

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    response.write(ANSWER);
  }
}
