package dev.sundial.training;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.sundial.lifecycle.TrainingAnswer;
import dev.sundial.naming.EnvironmentKey;
import dev.sundial.registry.TrainingCloud;
import dev.sundial.registry.TrainingCloud.Clients;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A training function of the model iris as Lambda would run it. */
final class Environment {
  static final String SPEC =
      """
      {"name":"iris","task":"classification","target":"species",\
      "trainer":{"name":"logistic-regression"}}""";
  static final Duration TIME_OUT = Duration.ofMinutes(15);

  final TrainingCloud cloud;
  final List<String> log = new ArrayList<>();
  int left;
  private final TrainingHandler handler;

  Environment(TrainingCloud cloud) {
    this(cloud, SPEC, cloud.clients());
  }

  Environment(TrainingCloud cloud, String spec, Clients clients) {
    this.cloud = cloud;
    this.handler =
        new TrainingHandler(
            TrainingConfig.from(variables(spec)),
            clients.dynamoDb(),
            clients.s3(),
            clients.bus(),
            cloud.clock(),
            log::add,
            () -> left++);
  }

  static Map<String, String> variables(String spec) {
    Map<String, String> variables = new HashMap<>();
    variables.put(EnvironmentKey.STAGE, "local");
    variables.put(EnvironmentKey.MODEL_SPEC, spec);
    variables.put(EnvironmentKey.REGISTRY_TABLE, "registry");
    variables.put(EnvironmentKey.DATA_BUCKET, TrainingCloud.DATA_BUCKET);
    variables.put(EnvironmentKey.ARTEFACT_BUCKET, TrainingCloud.ARTEFACT_BUCKET);
    variables.put(EnvironmentKey.EVENT_BUS, "events");
    return variables;
  }

  static byte[] iris() {
    try {
      return Files.readAllBytes(Path.of("../../localstack/data/iris/iris.csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String invoke(String event) {
    return invoke(event, "request-1", TIME_OUT);
  }

  String invoke(String event, String requestId, Duration remaining) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
          out,
          new Invoked(requestId, remaining));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The outcome, and the reason if there is one. */
  static String ended(String answer) {
    TrainingAnswer read = TrainingAnswer.fromJson(answer);
    return read.reason().isEmpty()
        ? read.outcome().name()
        : read.outcome().name() + " " + read.reason();
  }

  private record Invoked(String requestId, Duration remaining) implements Context {
    @Override
    public String getAwsRequestId() {
      return requestId;
    }

    @Override
    public int getRemainingTimeInMillis() {
      return (int) remaining.toMillis();
    }

    @Override
    public String getLogGroupName() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getLogStreamName() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getFunctionName() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getFunctionVersion() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getInvokedFunctionArn() {
      throw new UnsupportedOperationException();
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getMemoryLimitInMB() {
      throw new UnsupportedOperationException();
    }

    @Override
    public LambdaLogger getLogger() {
      throw new UnsupportedOperationException();
    }
  }
}
