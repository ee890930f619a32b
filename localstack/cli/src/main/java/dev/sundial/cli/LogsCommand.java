package dev.sundial.cli;

import dev.sundial.json.JsonWriter;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StackOutput;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Prints a function's newest log lines. */
@Command(
    name = "logs",
    description = "Print a function's newest log lines.",
    footer = {
      "",
      "  sundial logs iris --filter ERROR",
      "  sundial logs prediction -f",
      "  sundial logs slack --lines 20"
    })
final class LogsCommand implements Callable<Integer> {
  /** The stage's own functions; a model of such a name has its log by its function's full name. */
  private static final Map<String, String> OUTPUTS = outputs();

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final StageOption option = new StageOption();

  @Parameters(
      paramLabel = "FUNCTION",
      description =
          "'prediction', 'probe', 'slack', 'sweep' or, where the API takes tokens, 'authorizer'; a"
              + " model's name for its training function, or a full name.")
  private String function = "";

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "200",
      description = "How many; default ${DEFAULT-VALUE}.")
  private int lines = 200;

  @Option(
      names = {"-f", "--follow"},
      description = "Print what is added, too, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--filter",
      paramLabel = "PATTERN",
      description = "A CloudWatch Logs filter pattern.")
  private @Nullable String filter;

  @Override
  public Integer call() throws InterruptedException {
    if (lines < 1) {
      throw new ParameterException(spec.commandLine(), "--lines must be at least 1, was " + lines);
    }
    if (follow && option.json()) {
      throw new ParameterException(
          spec.commandLine(), "--json is one document, which --follow would never end");
    }
    DeployedStage stage = option.connect();
    try (CloudWatchLogsClient logs = stage.client(CloudWatchLogsClient.builder())) {
      LogTail tail = new LogTail(logs, ResourceNames.logGroup(functionName(stage)), filter);
      List<FilteredLogEvent> newest = tail.newest(lines);
      if (option.json()) {
        System.out.println(JsonWriter.write(newest.stream().map(LogsCommand::json).toList()));
      } else {
        newest.forEach(LogsCommand::print);
      }
      if (follow) {
        tail.follow(newest, LogsCommand::print);
      }
    } catch (ResourceNotFoundException e) {
      throw new VerbFailed(
          "stage "
              + option.stage()
              + " has no logs of "
              + function
              + ": it is "
              + String.join(", ", OUTPUTS.keySet())
              + ", a model ("
              + String.join(", ", stage.models().stream().map(ModelName::value).toList())
              + ") or a function's full name");
    }
    return 0;
  }

  private static Map<String, String> outputs() {
    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put("prediction", StackOutput.PREDICTION_FUNCTION);
    outputs.put("probe", StackOutput.PROBE_FUNCTION);
    outputs.put("slack", StackOutput.SLACK_FUNCTION);
    outputs.put("sweep", StackOutput.SWEEP_FUNCTION);
    outputs.put("authorizer", StackOutput.AUTHORIZER_FUNCTION);
    return outputs;
  }

  private String functionName(DeployedStage stage) {
    String output = OUTPUTS.get(function);
    if (output != null) {
      return stage.output(output);
    }
    return stage.models().stream()
        .filter(model -> model.value().equals(function))
        .findFirst()
        .map((ModelName model) -> stage.output(model, StackOutput.TRAINING_FUNCTION))
        .orElse(function);
  }

  private static void print(FilteredLogEvent event) {
    System.out.println(
        Instant.ofEpochMilli(event.timestamp()) + "  " + event.message().stripTrailing());
    System.out.flush();
  }

  private static Map<String, Object> json(FilteredLogEvent event) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", Instant.ofEpochMilli(event.timestamp()));
    line.put("stream", event.logStreamName());
    line.put("message", event.message().stripTrailing());
    return line;
  }
}
