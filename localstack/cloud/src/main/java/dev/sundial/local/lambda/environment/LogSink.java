package dev.sundial.local.lambda.environment;

import dev.sundial.local.logs.LogLine;
import java.util.List;

/** Where the lines of functions go: the log groups of the local cloud. */
@FunctionalInterface
public interface LogSink {

  /** Appends lines, in order, to a stream of a group; both are made when missing. */
  void append(String group, String stream, List<LogLine> lines);
}
