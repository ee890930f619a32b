package dev.sundial.local.lambda;

import dev.sundial.local.lambda.environment.InvocationResult;
import dev.sundial.local.time.Timeline;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Invocations whose caller waits. */
final class SyncInvocations {
  private final Invoker invoker;
  private final Timeline timeline;

  SyncInvocations(Invoker invoker, Timeline timeline) {
    this.invoker = invoker;
    this.timeline = timeline;
  }

  /** What became of it. */
  sealed interface Outcome {

    /** The function ran. */
    record Ran(Answer answer) implements Outcome {}

    /** It was not run, for lack of concurrency. */
    record Throttled(String reason) implements Outcome {}

    /** It was not run, for reasons of the service. */
    record NotRun(int status, String code, String message) implements Outcome {}
  }

  Outcome invoke(
      FunctionRef ref,
      String requestId,
      byte[] payload,
      String source,
      @Nullable String clientContext,
      @Nullable String traceId)
      throws InterruptedException {
    Trigger trigger =
        new Trigger(source, requestId, 1, timeline.clock().instant(), clientContext, traceId);
    try (ClockHold hold = new ClockHold(timeline.activity())) {
      return switch (invoker.attempt(ref, payload, trigger, hold)) {
        case Attempted.Ran ran -> new Outcome.Ran(answer(requestId, ran));
        case Attempted.Throttled throttled -> new Outcome.Throttled(throttled.reason());
        case Attempted.NotRun notRun ->
            new Outcome.NotRun(notRun.status(), notRun.code(), notRun.message());
      };
    }
  }

  private static Answer answer(String requestId, Attempted.Ran ran) {
    InvocationResult result = ran.result();
    String version = ran.version().version();
    return switch (result.outcome()) {
      case InvocationResult.Outcome.Answered it ->
          new Answer(requestId, version, it.payload(), Optional.empty(), result.logTail());
      case InvocationResult.Outcome.Failed it ->
          new Answer(
              requestId,
              version,
              it.error().payload(),
              Optional.of(it.error().type()),
              result.logTail());
    };
  }
}
