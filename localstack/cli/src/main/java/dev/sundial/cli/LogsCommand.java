package dev.sundial.cli;

import dev.sundial.json.JsonWriter;
import dev.sundial.naming.ModelName;
import dev.sundial.naming.ResourceNames;
import dev.sundial.naming.StackOutput;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Prints a function's newest log lines. */
@Command(name = "logs", description = "Print a function's newest log lines.")
final class LogsCommand implements Callable<Integer> {
  @Mixin private final StageOption option = new StageOption();

  @Parameters(
      paramLabel = "FUNCTION",
      description = "A function's name, 'prediction', or a model's name for its training function.")
  private String function = "";

  @Option(
      names = "--lines",
      defaultValue = "200",
      description = "How many; default ${DEFAULT-VALUE}.")
  private int lines = 200;

  @Option(
      names = "--filter",
      paramLabel = "PATTERN",
      description = "A CloudWatch Logs filter pattern.")
  private @Nullable String filter;

  @Override
  public Integer call() {
    DeployedStage stage = option.connect();
    String group = ResourceNames.logGroup(functionName(stage));
    Deque<FilteredLogEvent> newest = new ArrayDeque<>();
    try (CloudWatchLogsClient logs = stage.client(CloudWatchLogsClient.builder())) {
      logs.filterLogEventsPaginator(r -> r.logGroupName(group).filterPattern(filter)).stream()
          .flatMap(page -> page.events().stream())
          .forEach(
              event -> {
                newest.add(event);
                if (newest.size() > lines) {
                  newest.removeFirst();
                }
              });
    } catch (ResourceNotFoundException e) {
      throw new VerbFailed("there is no log group " + group);
    }
    print(newest);
    return 0;
  }

  private String functionName(DeployedStage stage) {
    if (function.equals("prediction")) {
      return stage.output(StackOutput.PREDICTION_FUNCTION);
    }
    return stage.models().stream()
        .filter(model -> model.value().equals(function))
        .findFirst()
        .map((ModelName model) -> stage.output(model, StackOutput.TRAINING_FUNCTION))
        .orElse(function);
  }

  private void print(Iterable<FilteredLogEvent> events) {
    List<Object> list = new ArrayList<>();
    for (FilteredLogEvent event : events) {
      Instant at = Instant.ofEpochMilli(event.timestamp());
      String message = event.message().stripTrailing();
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("at", at);
      line.put("stream", event.logStreamName());
      line.put("message", message);
      list.add(line);
      if (!option.json()) {
        System.out.println(at + "  " + message);
      }
    }
    if (option.json()) {
      System.out.println(JsonWriter.write(list));
    }
  }
}
