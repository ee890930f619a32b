package dev.sundial.cli;

import dev.sundial.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a prediction, from its arithmetic to the API, next to what others need for it. */
@Command(
    name = "serving",
    description = {
      "Measure a prediction: the handler's bytes to bytes and each family's scoring (by JMH), whole"
          + " processes under Lambda's runtime client, and the local cloud's API under load.",
      "Each is measured in processes of its own. What it is compared with takes turns with it; a"
          + " ratio is ours divided by theirs. The API's counterpart needs a python3 with Flask,"
          + " gunicorn and scikit-learn."
    },
    footer = {"", "  sundial bench serving --only handler,function --seconds 5"})
final class BenchServingCommand implements Callable<Integer> {
  private static final List<String> SECTIONS = List.of("handler", "scoring", "function", "api");

  @Mixin private final StageOption option = new StageOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--only",
      paramLabel = "B",
      split = ",",
      defaultValue = "handler,scoring,function,api",
      description = "Which of the benches; default ${DEFAULT-VALUE}.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Of each measured stretch; default ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Of processes and of load; default ${DEFAULT-VALUE}.")
  private int rounds;

  @Override
  public Integer call() throws Exception {
    check();
    ServingBenches benches =
        new ServingBenches(Workspace.ofLauncher(), new ServingBenches.Effort(seconds, rounds));
    ServingFigures figures = new ServingFigures();
    for (String section : only) {
      System.err.println(section + ", load of the machine " + load());
      try {
        figures.add(section, benches.run(section));
      } catch (VerbFailed e) {
        figures.failed(section, String.valueOf(e.getMessage()));
      }
    }
    System.out.println(option.json() ? JsonWriter.write(figures.json()) : figures.text());
    return figures.complete() ? 0 : 1;
  }

  private void check() {
    for (String section : only) {
      if (!SECTIONS.contains(section)) {
        throw new ParameterException(
            spec.commandLine(),
            "--only must be of " + String.join(", ", SECTIONS) + ", was " + section);
      }
    }
    if (seconds < 1 || seconds > 60) {
      throw new ParameterException(spec.commandLine(), "--seconds must be from 1 to 60");
    }
    if (rounds < 1 || rounds > 20) {
      throw new ParameterException(spec.commandLine(), "--rounds must be from 1 to 20");
    }
  }

  /** Over the last minute, as the kernel says it: a busy machine measures others too. */
  private static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
  }
}
