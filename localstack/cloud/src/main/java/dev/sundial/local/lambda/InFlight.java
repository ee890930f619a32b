package dev.sundial.local.lambda;

import dev.sundial.local.lambda.InvocationRecord.Call;
import dev.sundial.local.lambda.InvocationRecord.Outcome;
import dev.sundial.local.lambda.environment.Environment;
import dev.sundial.local.lambda.environment.InvocationResult;
import dev.sundial.local.lambda.environment.Work;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attempt while it lasts: collects its AWS calls, and tells its hold of the clock. */
final class InFlight implements Work.Observer {
  private static final int TEXT_LIMIT_BYTES = 4096;
  private static final int CALL_LIMIT = 1000;

  private final long number;
  private final FunctionVersion version;
  private final Trigger trigger;
  private final byte[] payload;
  private final Instant started;
  private final ClockHold hold;
  private final List<Call> calls = new ArrayList<>();
  private int callCount;
  private @Nullable Environment environment;

  InFlight(
      long number,
      FunctionVersion version,
      Trigger trigger,
      byte[] payload,
      Instant started,
      ClockHold hold) {
    this.number = number;
    this.version = version;
    this.trigger = trigger;
    this.payload = payload;
    this.started = started;
    this.hold = hold;
  }

  long number() {
    return number;
  }

  @Override
  public synchronized void runsIn(Environment used) {
    environment = used;
  }

  @Override
  public synchronized int callBegan(String service, String operation) {
    callCount++;
    if (calls.size() < CALL_LIMIT) {
      calls.add(new Call(callCount, service, operation, -1));
    }
    return callCount;
  }

  @Override
  public synchronized void callEnded(int ended, int status) {
    if (ended <= calls.size()) {
      Call call = calls.get(ended - 1);
      calls.set(ended - 1, new Call(ended, call.service(), call.operation(), status));
    }
  }

  @Override
  public void stopped(boolean now) {
    if (now) {
      hold.letGo();
    } else {
      hold.takeAgain();
    }
  }

  InvocationRecord running() {
    return record(null, Outcome.RUNNING, null, null);
  }

  /** When it began, virtual time. */
  Instant started() {
    return started;
  }

  InvocationRecord ended(Instant ended, InvocationResult result) {
    return switch (result.outcome()) {
      case InvocationResult.Outcome.Answered answered ->
          record(ended, Outcome.ANSWERED, null, result);
      case InvocationResult.Outcome.Failed failed ->
          record(ended, Outcome.FAILED, text(failed.error().payload()), result);
    };
  }

  InvocationRecord notRun(Instant ended, Outcome outcome, String why) {
    return record(ended, outcome, why, null);
  }

  private synchronized InvocationRecord record(
      @Nullable Instant ended,
      Outcome outcome,
      @Nullable String error,
      @Nullable InvocationResult result) {
    Environment used = environment;
    return new InvocationRecord(
        number,
        trigger.requestId(),
        version.functionName(),
        version.version(),
        trigger.source(),
        trigger.attempt(),
        trigger.queued(),
        started,
        ended,
        outcome,
        error,
        result != null ? result.pid() : used == null ? 0 : used.pid(),
        version.settings().logGroup(),
        used == null ? "" : used.logStream(),
        result == null ? null : millis(result.init()),
        result == null ? null : millis(result.restore()),
        result == null ? null : millis(result.duration()),
        result == null ? 0 : result.maxMemoryMegabytes(),
        text(payload),
        answer(result),
        calls,
        "");
  }

  private static @Nullable String answer(@Nullable InvocationResult result) {
    return result != null && result.outcome() instanceof InvocationResult.Outcome.Answered answered
        ? text(answered.payload())
        : null;
  }

  private static @Nullable Double millis(Optional<Duration> duration) {
    return duration.map(InFlight::millis).orElse(null);
  }

  private static double millis(Duration duration) {
    return Math.round(duration.toNanos() / 1e4) / 100.0;
  }

  private static String text(byte[] bytes) {
    int length = Math.min(bytes.length, TEXT_LIMIT_BYTES);
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
