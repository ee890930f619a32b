package dev.sundial.cli;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Takes the file behind {@code --json}, but not the first of the values: in {@code predict iris
 * --json 5.1 3.5 1.4 0.2} the option has no file.
 */
final class FileUnlessNumber implements IParameterConsumer {
  @Override
  @SuppressWarnings("JdkObsolete") // picocli's signature
  public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
    boolean file =
        !arguments.isEmpty() && !arguments.peek().startsWith("--") && !isValue(arguments.peek());
    option.setValue(file ? arguments.pop() : "");
  }

  private static boolean isValue(String argument) {
    try {
      new BigDecimal(argument);
      return !Files.exists(Path.of(argument));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
