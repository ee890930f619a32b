package dev.sundial.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A handler that reads the pointer and the scorer at its first request, and answers a constant. */
abstract class ReadsOnce implements RequestStreamHandler {
  private static final byte[] ANSWER =
      "{\"statusCode\":200,\"body\":\"\"}".getBytes(StandardCharsets.US_ASCII);

  private byte @Nullable [] scorer;

  @Override
  public final void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    if (scorer == null) {
      scorer = read();
    }
    response.write(ANSWER);
  }

  /** The scorer's bytes, as the pointer names them. */
  abstract byte[] read() throws IOException;
}
