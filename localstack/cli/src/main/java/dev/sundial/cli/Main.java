package dev.sundial.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs a verb. Exit codes: 0, 1 when it failed, 2 when it was mistyped. */
@Command(
    name = "sundial",
    description = "The serverless life of a machine-learning model on AWS, in Java.",
    mixinStandardHelpOptions = true,
    version = "sundial 0.1.0",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      TestCommand.class,
      SynthCommand.class,
      DiffCommand.class,
      TrainCommand.class,
      PredictCommand.class,
      VersionsCommand.class,
      PromoteCommand.class,
      RollbackCommand.class,
      UnpinCommand.class,
      HistoryCommand.class,
      DataCommand.class,
      FailuresCommand.class,
      LogsCommand.class,
      StatusCommand.class,
      SlackCommand.class,
      NotifyCommand.class,
      ClockCommand.class,
      SimulateCommand.class,
      BenchCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  Main() {
    this.spec = CommandSpec.create();
  }

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return verbs().execute(args);
  }

  static CommandLine verbs() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(new Mistyped())
        .setExecutionExceptionHandler(Main::explain);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which verb?");
  }

  private static int explain(Exception failure, CommandLine verb, CommandLine.ParseResult parsed) {
    PrintWriter err = verb.getErr();
    switch (failure) {
      case VerbFailed known -> err.println("sundial: " + known.getMessage());
      case SdkException aws -> err.println("sundial: " + aws.getMessage());
      default -> {
        err.println("sundial: " + failure);
        if (System.getenv("SUNDIAL_DEBUG") != null) {
          failure.printStackTrace(err);
        }
      }
    }
    return 1;
  }
}
