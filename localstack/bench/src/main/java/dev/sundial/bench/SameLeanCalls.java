package dev.sundial.bench;

import dev.sundial.lean.Endpoints;
import dev.sundial.naming.ModelName;
import dev.sundial.serving.BadArtefactException;
import dev.sundial.serving.ModelSource;
import dev.sundial.serving.ModelSource.Patience;
import dev.sundial.serving.RegistryModelSource;
import dev.sundial.serving.UnavailableException;
import dev.sundial.serving.Wanted;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

/**
 * Reads through the prediction function's own clients: what is left is what the function does with
 * them.
 */
public final class SameLeanCalls extends ReadsOnce {

  @Override
  byte[] read() throws IOException {
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
