package dev.sundial.cli;

import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.StackOutput;
import dev.sundial.registry.ArtefactStore;
import dev.sundial.registry.ServingPointer;
import dev.sundial.scoring.MalformedArtefactException;
import dev.sundial.scoring.ScorerFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;

/** Asks the API for a prediction. */
@Command(
    name = "predict",
    description = "Ask the API for a prediction.",
    footer = {
      "",
      "Either values, or --json FILE with a row of named features or a list of them.",
      "  sundial predict iris 5.1 3.5 1.4 0.2",
      "  sundial predict iris --json rows.json",
      "Signed with your AWS keys; a stage of auth: jwt is sent a token instead:",
      "  sundial predict iris 5.1 3.5 1.4 0.2 --stage prod --token token.txt"
    })
final class PredictCommand implements Callable<Integer> {
  private static final String JSON = "application/json";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final TargetOption option = new TargetOption();

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      converter = ModelNameConverter.class,
      description = "The model's name.")
  private @Nullable ModelName model;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "v",
      description = "One row, in the order of the model's features.")
  private List<String> values = new ArrayList<>();

  @Option(
      names = "--json",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "FILE",
      parameterConsumer = FileUnlessNumber.class,
      description = "Print JSON; with a file, send what it holds.")
  private @Nullable String json;

  @Option(
      names = "--token",
      paramLabel = "FILE",
      description = {
        "The JSON Web Token to send, for a stage of auth: jwt: a file that holds it, - for standard"
            + " input.",
        "Default: what the variable " + CallerToken.VARIABLE + " holds."
      })
  private @Nullable String token;

  @Override
  public Integer call() throws IOException {
    ModelName name = Objects.requireNonNull(model);
    boolean fromFile = json != null && !json.isEmpty();
    if (values.isEmpty() != fromFile) {
      throw new ParameterException(spec.commandLine(), "Give either values or a file");
    }
    DeployedStage stage = option.connect();
    stage.model(name);
    if (token != null && !stage.takesTokens()) {
      throw new VerbFailed("this stage takes no tokens: its auth is not jwt");
    }
    String body = fromFile ? content(json) : row(stage, name);
    SignedHttp.Answer answer = ask(stage, name, body);
    if (answer.status() != 200) {
      throw new VerbFailed(answer.status() + " " + told(answer.body()));
    }
    if (answer.isStale()) {
      spec.commandLine()
          .getErr()
          .println("sundial: a newer version could not be loaded, the last good one answered");
    }
    System.out.println(json != null ? answer.body().strip() : text(answer.body()));
    return 0;
  }

  private SignedHttp.Answer ask(DeployedStage stage, ModelName name, String body)
      throws IOException {
    URI uri = URI.create(stage.apiUrl() + "/models/" + name + "/predict");
    Optional<CallerToken> bearer =
        stage.takesTokens()
            ? Optional.of(CallerToken.read(token, System.getenv(CallerToken.VARIABLE)))
            : Optional.empty();
    try {
      return bearer.isPresent()
          ? SignedHttp.post(bearer.get(), uri, JSON, body)
          : stage.http().post("execute-api", uri, JSON, body);
    } catch (IOException e) {
      throw new VerbFailed("the API does not answer at " + stage.apiUrl());
    }
  }

  /** What the function says, or the gateway, which has two ways to write it. */
  private static String told(String body) {
    String told = body.strip();
    for (String field : List.of("error", "message", "Message")) {
      String text = Answers.message(body, field);
      if (!text.equals(told)) {
        return text;
      }
    }
    return told;
  }

  private static String content(@Nullable String file) throws IOException {
    Path path = Path.of(Objects.requireNonNull(file));
    if (!Files.isRegularFile(path)) {
      throw new VerbFailed(path + " is not a file");
    }
    return Files.readString(path);
  }

  private static String text(String answer) {
    return JsonReader.read("answer", answer) instanceof Value.Fields fields
        ? FieldLines.of(fields.fields())
        : answer;
  }

  /** The values under the names of the champion's features. */
  private String row(DeployedStage stage, ModelName name) {
    List<String> features = features(stage, name);
    if (values.size() != features.size()) {
      throw new ParameterException(
          spec.commandLine(),
          name
              + " has "
              + features.size()
              + " features ("
              + String.join(", ", features)
              + "), got "
              + values.size()
              + " values");
    }
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < features.size(); i++) {
      row.put(features.get(i), number(features.get(i), values.get(i)));
    }
    return JsonWriter.write(row);
  }

  private BigDecimal number(String feature, String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new ParameterException(spec.commandLine(), feature + " must be a number, was " + text);
    }
  }

  private static List<String> features(DeployedStage stage, ModelName name) {
    try (RegistryClient client = RegistryClient.of(stage);
        S3Client s3 = stage.client(S3Client.builder())) {
      ServingPointer.Champion champion =
          client
              .registry()
              .pointer(name)
              .champion()
              .orElseThrow(
                  () -> new VerbFailed(name + " has no version yet: ./sundial train " + name));
      ArtefactStore artefacts = new ArtefactStore(s3, stage.output(StackOutput.ARTEFACT_BUCKET));
      return ScorerFormat.read(artefacts.read(champion.scorer())).schema().features();
    } catch (MalformedArtefactException e) {
      throw new VerbFailed("the serving version cannot be read: " + e.getMessage());
    }
  }
}
