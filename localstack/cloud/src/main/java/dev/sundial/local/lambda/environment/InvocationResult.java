package dev.sundial.local.lambda.environment;

import java.time.Duration;
import java.util.Optional;

/**
 * How an invocation ended.
 *
 * @param outcome what the caller gets
 * @param duration real time in the handler, initialization inside the invocation included
 * @param init real time of the initialization before it, when this invocation paid for one
 * @param restore real time of the restore before it, when there was one
 * @param maxMemoryMegabytes the most its process used so far
 * @param logTail the last 4 KB of its log
 * @param pid of its process
 */
public record InvocationResult(
    Outcome outcome,
    Duration duration,
    Optional<Duration> init,
    Optional<Duration> restore,
    int maxMemoryMegabytes,
    byte[] logTail,
    long pid) {

  /** What the caller gets. */
  public sealed interface Outcome {

    /** The handler's answer. */
    record Answered(byte[] payload) implements Outcome {}

    /** The function failed. */
    record Failed(FunctionError error) implements Outcome {}
  }
}
