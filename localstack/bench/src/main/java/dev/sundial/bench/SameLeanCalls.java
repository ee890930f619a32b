package dev.sundial.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sundial.lean.Endpoints;
import dev.sundial.naming.ModelName;
import dev.sundial.serving.BadArtefactException;
import dev.sundial.serving.ModelSource;
import dev.sundial.serving.ModelSource.Patience;
import dev.sundial.serving.RegistryModelSource;
import dev.sundial.serving.UnavailableException;
import dev.sundial.serving.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

/**
 * A handler that reads the pointer and the scorer once, through the prediction function's own
 * clients, and answers a constant: what is left is what the function does with them.
 */
public final class SameLeanCalls implements RequestStreamHandler {
  private static final byte[] ANSWER =
      "{\"statusCode\":200,\"body\":\"\"}".getBytes(StandardCharsets.US_ASCII);

  private byte @Nullable [] scorer;

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    if (scorer == null) {
      scorer = read();
    }
    response.write(ANSWER);
  }

  private static byte[] read() throws IOException {
    Map<String, String> environment = System.getenv();
    ModelSource source =
        new RegistryModelSource(
            new Endpoints(environment),
            EnvironmentVariableCredentialsProvider::create,
            environment.getOrDefault("SUNDIAL_REGISTRY_TABLE", ""),
            environment.getOrDefault("SUNDIAL_ARTEFACT_BUCKET", ""),
            Clock.systemUTC(),
            true);
    try {
      Wanted wanted = source.pointer(new ModelName("iris"), Patience.MUCH).champion().orElseThrow();
      return source.scorer(wanted, Patience.MUCH);
    } catch (UnavailableException | BadArtefactException e) {
      throw new IOException(e);
    }
  }
}
