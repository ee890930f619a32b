package dev.sundial.cli;

import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StackOutput;
import dev.sundial.naming.StageName;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * A stage that was deployed, as its CloudFormation outputs describe it. A stage that runs on this
 * machine is reached at the local cloud's endpoint, any other with the caller's own AWS
 * configuration.
 */
final class DeployedStage {
  /** Longer than any function may run. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(16);

  private final StageName stage;
  private final Workspace workspace;
  private final ResourceNames names;
  private final Reached reached;
  private final Map<String, String> outputs;

  private DeployedStage(StageName stage, Workspace workspace) {
    this.stage = stage;
    this.workspace = workspace.withRunningPorts();
    this.names = new ResourceNames(stage);
    this.reached = isLocal() ? Reached.locally(this.workspace.port()) : Reached.byAccount(stage);
    this.outputs = outputs(names.stageStack());
  }

  static DeployedStage connect(StageName stage, Workspace workspace) {
    return new DeployedStage(stage, workspace);
  }

  private boolean isLocal() {
    return stage.isLocal();
  }

  /** An output of the stage's stack. */
  String output(String name) {
    return required(outputs, name, names.stageStack());
  }

  /** The names of the stage's models. */
  List<ModelName> models() {
    return Arrays.stream(output(StackOutput.MODELS).split(","))
        .filter(name -> !name.isBlank())
        .map(ModelName::new)
        .toList();
  }

  /** What the API serves to who names no model, where the stage says so. */
  Optional<ModelName> defaultModel() {
    return Optional.ofNullable(outputs.get(StackOutput.DEFAULT_MODEL)).map(ModelName::new);
  }

  /** The outputs of a model's stack. */
  Map<String, String> model(ModelName model) {
    if (!models().contains(model)) {
      throw new VerbFailed(
          "stage "
              + stage
              + " has no model "
              + model
              + (models().isEmpty() ? "" : ", only ")
              + String.join(", ", models().stream().map(ModelName::value).toList()));
    }
    return outputs(names.modelStack(model));
  }

  /** An output of a model's stack. */
  String output(ModelName model, String name) {
    return required(model(model), name, names.modelStack(model));
  }

  /** Base address of the API, without a slash at its end. */
  String apiUrl() {
    String url =
        isLocal() ? "http://127.0.0.1:" + workspace.apiPort() : output(StackOutput.API_URL);
    return url.replaceAll("/+$", "");
  }

  /** The stage's time: the local cloud's may be ahead of this machine's. */
  Clock clock() {
    return isLocal() ? LocalTime.of(workspace.port()) : Clock.systemUTC();
  }

  /** A client of this stage. */
  <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
    builder.httpClientBuilder(
        UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(5))
            .socketTimeout(LONGEST_CALL));
    if (isLocal()) {
      builder
          .region(reached.http().region())
          .endpointOverride(reached.endpoint().orElseThrow())
          .credentialsProvider(reached.http().keys());
    }
    return builder.build();
  }

  /** Whether callers of the API bring tokens. */
  boolean takesTokens() {
    return "jwt".equals(outputs.get(StackOutput.API_AUTH));
  }

  /** For requests to the API. */
  SignedHttp http() {
    return reached.http();
  }

  private Map<String, String> outputs(String stack) {
    try {
      return reached.stackOutputs().of(stack);
    } catch (IOException | SdkClientException e) {
      throw new VerbFailed(
          isLocal()
              ? "the local cloud does not answer on port "
                  + workspace.port()
                  + ": start it with ./sundial up"
              : "AWS does not answer: " + e.getMessage());
    }
  }

  private static String required(Map<String, String> outputs, String name, String stack) {
    String value = outputs.get(name);
    if (value == null) {
      throw new VerbFailed("stack " + stack + " has no output " + name);
    }
    return value;
  }
}
