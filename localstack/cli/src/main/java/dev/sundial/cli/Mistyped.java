package dev.sundial.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what was mistyped, what was perhaps meant, and how it is typed. Exit code 2. */
final class Mistyped implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    CommandLine verb = mistake.getCommandLine();
    PrintWriter err = verb.getErr();
    err.println("sundial: " + mistake.getMessage());
    UnmatchedArgumentException.printSuggestions(mistake, err);
    err.println();
    verb.usage(err);
    return CommandLine.ExitCode.USAGE;
  }
}
