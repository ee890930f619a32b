package dev.sundial.local.lambda.environment;

import java.time.Instant;
import java.util.List;

/** Where the lines of functions go: the log groups of the local cloud. */
@FunctionalInterface
public interface LogSink {

  /** One line, without its line break. */
  record Line(Instant time, String text) {}

  /** Appends lines, in order, to a stream of a group; both are made when missing. */
  void append(String group, String stream, List<Line> lines);
}
