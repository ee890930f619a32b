package dev.sundial.local.lambda;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to invoke a function, as the local cloud remembers it. Times are virtual, durations
 * real.
 *
 * @param number grows with every attempt
 * @param requestId the same for every attempt of an event
 * @param function its name
 * @param version the version that ran; the qualifier asked for when none did
 * @param source who asked
 * @param attempt from 1; throttled tries do not count
 * @param queued when it was asked for
 * @param started when this attempt began
 * @param ended when it ended; absent while it runs
 * @param outcome how it ended
 * @param error type and message; absent when it answered or runs
 * @param pid process of its environment; 0 when none ran
 * @param logGroup where its lines are
 * @param logStream its environment's stream; empty when none ran
 * @param initMillis of the initialization it paid for; absent when there was none
 * @param restoreMillis of the restore it paid for; absent when there was none
 * @param durationMillis of the handler; absent while it runs
 * @param maxMemoryMegabytes the most its process used so far
 * @param payload the event, its first 4 KB
 * @param answer the handler's answer, its first 4 KB; absent when there is none
 * @param calls its AWS calls, the first 1,000
 * @param then what follows of an asynchronous attempt, such as {@code retry at …}; may be empty
 */
public record InvocationRecord(
    long number,
    String requestId,
    String function,
    String version,
    String source,
    int attempt,
    Instant queued,
    Instant started,
    @Nullable Instant ended,
    Outcome outcome,
    @Nullable String error,
    long pid,
    String logGroup,
    String logStream,
    @Nullable Double initMillis,
    @Nullable Double restoreMillis,
    @Nullable Double durationMillis,
    int maxMemoryMegabytes,
    String payload,
    @Nullable String answer,
    List<Call> calls,
    String then) {

  public InvocationRecord {
    calls = List.copyOf(calls);
  }

  /** How an attempt ended. */
  public enum Outcome {
    /** It has not ended. */
    RUNNING,
    /** The handler answered. */
    ANSWERED,
    /** The function failed: it threw, crashed, timed out or ran out of memory. */
    FAILED,
    /** It was not run, for lack of concurrency. */
    THROTTLED,
    /** It was not run, for reasons of the service. */
    NOT_RUN
  }

  /**
   * An AWS call that the function made.
   *
   * @param number from 1 within the invocation
   * @param service such as {@code dynamodb}
   * @param operation such as {@code PutItem}
   * @param status HTTP status; 0 when no reply left, -1 while it runs
   */
  public record Call(int number, String service, String operation, int status) {}

  InvocationRecord followedBy(String what) {
    return new InvocationRecord(
        number,
        requestId,
        function,
        version,
        source,
        attempt,
        queued,
        started,
        ended,
        outcome,
        error,
        pid,
        logGroup,
        logStream,
        initMillis,
        restoreMillis,
        durationMillis,
        maxMemoryMegabytes,
        payload,
        answer,
        calls,
        what);
  }
}
