package dev.sundial.cli;

import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import dev.sundial.lifecycle.TrainingRequested;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StackOutput;
import dev.sundial.spec.TrainerKind;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Trains a model once, now. */
@Command(
    name = "train",
    description = "Train a model once, now; print version, outcome and metrics.",
    footer = {"", "  sundial train iris --seed 7 --trainer cart --set maxDepth=3"})
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final StageOption option = new StageOption();

  @Parameters(
      paramLabel = "MODEL",
      converter = ModelNameConverter.class,
      description = "The model's name.")
  private @Nullable ModelName model;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the split; default the spec's.")
  private @Nullable Long seed;

  @Option(
      names = "--trainer",
      paramLabel = "T",
      completionCandidates = TrainerNames.class,
      description = "${COMPLETION-CANDIDATES}; default the spec's.")
  private @Nullable String trainer;

  @Option(names = "--set", paramLabel = "k=v", description = "A hyperparameter; may be repeated.")
  private Map<String, String> hyperparameters = new LinkedHashMap<>();

  @Option(
      names = "--no-wait",
      description = "Return when the request is accepted; do not wait for the outcome.")
  private boolean noWait;

  @Override
  public Integer call() {
    ModelName name = java.util.Objects.requireNonNull(model);
    TrainingRequested request = request(name);
    DeployedStage stage = option.connect();
    String function = stage.output(name, StackOutput.TRAINING_FUNCTION);
    try (LambdaClient lambda = stage.client(LambdaClient.builder())) {
      InvokeResponse answer =
          lambda.invoke(
              r ->
                  r.functionName(function)
                      .invocationType(
                          noWait ? InvocationType.EVENT : InvocationType.REQUEST_RESPONSE)
                      .payload(SdkBytes.fromUtf8String(request.toJson())));
      return noWait ? accepted(request) : told(answer);
    } catch (TooManyRequestsException e) {
      throw new VerbFailed(
          "a training of " + name + " is in progress: try again when it has ended");
    }
  }

  private TrainingRequested request(ModelName name) {
    if (seed != null && (seed < 0 || seed > Integer.MAX_VALUE)) {
      throw mistyped("--seed must be from 0 to " + Integer.MAX_VALUE + ", was " + seed);
    }
    try {
      return new TrainingRequested(
          Optional.of(name),
          Optional.empty(),
          Optional.of(UUID.randomUUID().toString()),
          Optional.ofNullable(seed),
          Optional.ofNullable(trainer).map(t -> TrainerKind.parse(t).id()),
          values(),
          false);
    } catch (IllegalArgumentException e) {
      throw mistyped("--trainer " + e.getMessage() + ", was " + trainer);
    }
  }

  private Map<String, Value> values() {
    Map<String, Value> values = new LinkedHashMap<>();
    hyperparameters.forEach(
        (name, text) -> {
          try {
            values.put(
                name, new Value.Number(new Value.Place("--set", 0, name), new BigDecimal(text)));
          } catch (NumberFormatException e) {
            throw mistyped("--set " + name + " must be a number, was " + text);
          }
        });
    return values;
  }

  private ParameterException mistyped(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private int accepted(TrainingRequested request) {
    String id = request.requestId().orElseThrow();
    System.out.println(
        option.json() ? JsonWriter.write(Map.of("requestId", id)) : "accepted as run adhoc-" + id);
    return 0;
  }

  private int told(InvokeResponse answer) {
    String payload = answer.payload().asUtf8String();
    if (answer.functionError() != null) {
      throw new VerbFailed("the training failed: " + errorMessage(payload));
    }
    TrainingAnswer read = TrainingAnswer.parse(payload);
    System.out.println(option.json() ? payload : read.text());
    return read.trained() ? 0 : 1;
  }

  private static String errorMessage(String payload) {
    Value value = JsonReader.read("answer", payload);
    return value instanceof Value.Fields fields
            && fields.fields().get("errorMessage") instanceof Value.Text text
        ? text.text()
        : payload;
  }
}
