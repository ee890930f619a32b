package dev.sundial.local.lambda.environment;

import dev.sundial.local.logs.LogLine;
import java.util.List;

/** Where the lines of functions go: the log groups of the local cloud. */
@FunctionalInterface
public interface LogSink {

  /**
   * Appends lines, in order, to a stream of the function's group; both are made when missing.
   *
   * @param writer whose lines they are, and whose role writes them
   */
  void append(EnvironmentSpec writer, String stream, List<LogLine> lines);
}
