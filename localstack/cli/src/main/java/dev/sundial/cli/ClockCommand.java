package dev.sundial.cli;

import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows and moves the local cloud's clock. */
@Command(
    name = "clock",
    description = "Show the local cloud's clock, or move it forward.",
    subcommands = {ClockCommand.Advance.class, ClockCommand.Set.class})
final class ClockCommand implements Callable<Integer> {
  @Mixin private final StageOption option = new StageOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return send(option, HttpRequest.newBuilder().GET());
  }

  /** Moves the clock by a duration. */
  @Command(
      name = "advance",
      description = "Move the clock forward; what is due on the way happens.")
  static final class Advance implements Callable<Integer> {
    @Mixin private final StageOption option = new StageOption();

    private CommandSpec spec = CommandSpec.create();

    /** A duration below zero is to be refused as one, not as an unknown option. */
    @Spec
    void parsing(CommandSpec spec) {
      this.spec = spec;
      spec.parser().unmatchedOptionsArePositionalParams(true);
    }

    @Parameters(paramLabel = "DURATION", description = "Such as PT36H or P3D.")
    private String duration = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
      return send(option, post(Map.of("advance", parsed().toString())));
    }

    private Duration parsed() {
      try {
        Duration parsed = Duration.parse(duration);
        if (parsed.isNegative()) {
          throw new ParameterException(
              spec.commandLine(), "the clock moves forward only, DURATION was " + duration);
        }
        return parsed;
      } catch (DateTimeException e) {
        throw new ParameterException(
            spec.commandLine(), "DURATION must be like PT36H or P3D, was " + duration);
      }
    }
  }

  /** Moves the clock to an instant. */
  @Command(name = "set", description = "Move the clock forward to an instant.")
  static final class Set implements Callable<Integer> {
    @Mixin private final StageOption option = new StageOption();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "INSTANT", description = "Such as 2026-11-20T03:15:00Z.")
    private String instant = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
      return send(option, post(Map.of("set", parsed().toString())));
    }

    private Instant parsed() {
      try {
        return Instant.parse(instant);
      } catch (DateTimeException e) {
        throw new ParameterException(
            spec.commandLine(), "INSTANT must be like 2026-11-20T03:15:00Z, was " + instant);
      }
    }
  }

  private static HttpRequest.Builder post(Map<String, String> body) {
    return HttpRequest.newBuilder()
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(JsonWriter.write(body)));
  }

  private static int send(StageOption option, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    if (!option.isLocal()) {
      throw new VerbFailed("only the local cloud's clock can be seen and moved");
    }
    int port = option.workspace().withRunningPorts().port();
    HttpRequest built =
        request.uri(URI.create("http://127.0.0.1:" + port + "/_sundial/clock")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(built, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new VerbFailed(Answers.message(answer.body(), "message"));
      }
      System.out.println(option.json() ? answer.body().strip() : told(answer.body()));
      return 0;
    } catch (ConnectException e) {
      throw new VerbFailed(
          "the local cloud does not answer on port " + port + ": start it with ./sundial up");
    }
  }

  private static String told(String json) {
    Value value = JsonReader.read("clock", json);
    if (!(value instanceof Value.Fields fields)) {
      return json;
    }
    StringBuilder text = new StringBuilder();
    fields
        .fields()
        .forEach(
            (name, field) -> {
              if (field instanceof Value.Text line) {
                text.append(String.format("%-8s%s%n", name, line.text()));
              } else if (field instanceof Value.Items items) {
                DueLines.of(items).forEach(line -> text.append(line).append('\n'));
              }
            });
    return text.toString().stripTrailing();
  }
}
