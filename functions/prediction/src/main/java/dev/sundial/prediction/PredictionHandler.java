package dev.sundial.prediction;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sundial.lean.Endpoints;
import dev.sundial.serving.RegistryModelSource;
import dev.sundial.serving.ServedModels;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;

/**
 * The Lambda behind API Gateway: predictions by the version that serves. Under SnapStart it is
 * primed before the snapshot, and trusts nothing it read before once it is restored.
 */
public final class PredictionHandler implements RequestStreamHandler, Resource {
  private final PredictionConfig config;
  private final Clock clock;
  private final Supplier<AwsCredentialsProvider> credentials;
  private final Endpoints endpoints;
  private final RegistryModelSource source;
  private final ServedModels served;
  private final ProxyExchange exchange;

  /** Wires the function from its environment. */
  public PredictionHandler() {
    this(System.getenv(), PredictionHandler::lambdaCredentials, Clock.systemUTC());
    Core.getGlobalContext().register(this);
  }

  PredictionHandler(
      Map<String, String> environment, Supplier<AwsCredentialsProvider> credentials, Clock clock) {
    this.config = PredictionConfig.from(environment);
    this.clock = clock;
    this.credentials = credentials;
    this.endpoints = new Endpoints(environment);
    this.source = source(true);
    ServingLog log = new ServingLog(config.stage(), clock, System.out);
    this.served = new ServedModels(source, log, clock, config.pointerInterval());
    this.exchange =
        new ProxyExchange(
            new PredictionApi(config.models(), config.defaultModel(), served),
            config.readers(),
            log,
            System.out);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    response.write(exchange.answer(event, context.getAwsRequestId()));
  }

  /** Succeeds without network and without a model. */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws Exception {
    Priming.run(clock);
    served.prepare(source(false), config.models());
    afterRestore(context);
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    source.forget();
    served.distrust();
  }

  private RegistryModelSource source(boolean keepAlive) {
    return new RegistryModelSource(
        endpoints, credentials, config.table(), config.bucket(), clock, keepAlive);
  }

  /** The two places where Lambda puts credentials: the second one under SnapStart. */
  private static AwsCredentialsProvider lambdaCredentials() {
    return AwsCredentialsProviderChain.of(
        EnvironmentVariableCredentialsProvider.create(),
        ContainerCredentialsProvider.builder().build());
  }
}
