package dev.sundial.prediction;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sundial.serving.RegistryModelSource;
import dev.sundial.serving.ServedModels;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

/** The Lambda behind API Gateway: predictions by the version that serves. */
public final class PredictionHandler implements RequestStreamHandler, Resource {
  private final RegistryModelSource source;
  private final ServedModels served;
  private final PredictionApi api;

  /** Wires the function from its environment. */
  public PredictionHandler() {
    this(System.getenv(), Clock.systemUTC());
    Core.getGlobalContext().register(this);
  }

  PredictionHandler(Map<String, String> environment, Clock clock) {
    PredictionConfig config = PredictionConfig.from(environment);
    this.source =
        new RegistryModelSource(
            environment, PredictionHandler::credentials, config.table(), config.bucket(), clock);
    this.served = new ServedModels(source, new ServingLog(), clock, config.pointerInterval());
    this.api = new PredictionApi(config.models(), config.defaultModel(), served);
  }

  /** The two places where Lambda puts credentials: the second one under SnapStart. */
  private static AwsCredentialsProvider credentials() {
    return AwsCredentialsProviderChain.of(
        EnvironmentVariableCredentialsProvider.create(),
        ContainerCredentialsProvider.builder().build());
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    response.write(ProxyExchange.answer(api, event, context.getAwsRequestId()));
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {}

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    served.distrust();
  }
}
