package dev.sundial.local.lambda;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.lambda.InvocationRecord.Outcome;
import dev.sundial.local.lambda.environment.EnvironmentPool;
import dev.sundial.local.lambda.environment.EnvironmentPool.ExhaustedException;
import dev.sundial.local.lambda.environment.InvocationResult;
import dev.sundial.local.lambda.environment.RestoreException;
import dev.sundial.local.lambda.environment.Work;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** One attempt at a time: concurrency, environment, record. */
final class Invoker {
  private final Functions functions;
  private final EnvironmentPool pool;
  private final InvocationHistory history;
  private final FunctionMetrics metrics;
  private final Clock clock;
  private final Map<String, AtomicInteger> concurrent = new ConcurrentHashMap<>();

  Invoker(
      Functions functions,
      EnvironmentPool pool,
      InvocationHistory history,
      FunctionMetrics metrics,
      Clock clock) {
    this.functions = functions;
    this.pool = pool;
    this.history = history;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Tries once; the 404 of Lambda when there is no such function.
   *
   * @param hold of the clock, let go while the process is stopped by somebody
   */
  Attempted attempt(FunctionRef ref, byte[] payload, Trigger trigger, ClockHold hold)
      throws InterruptedException {
    Integer most = functions.get(ref).reservedConcurrency();
    FunctionVersion version = functions.version(ref);
    InFlight inFlight =
        new InFlight(history.nextNumber(), version, trigger, payload, clock.instant(), hold);
    history.begin(inFlight);
    AtomicInteger running = concurrent.computeIfAbsent(ref.name(), name -> new AtomicInteger());
    int now = running.incrementAndGet();
    try {
      metrics.concurrent(ref, inFlight.started(), most == null ? now : Math.min(now, most));
      return most != null && now > most
          ? throttled(ref, inFlight, "ReservedFunctionConcurrentInvocationLimitExceeded")
          : run(ref, version, payload, trigger, inFlight);
    } finally {
      running.decrementAndGet();
      hold.takeAgain();
    }
  }

  private Attempted run(
      FunctionRef ref, FunctionVersion version, byte[] payload, Trigger trigger, InFlight inFlight)
      throws InterruptedException {
    Optional<AwsError> refusal = functions.refusal(version);
    if (refusal.isPresent()) {
      AwsError error = refusal.get();
      return notRun(inFlight, error.status(), error.code(), error.text());
    }
    Work work =
        new Work(
            trigger.requestId(),
            ref.arn(),
            payload,
            trigger.traceId() == null ? newTrace() : trigger.traceId(),
            trigger.clientContext(),
            inFlight);
    try {
      InvocationResult result = pool.invoke(functions.spec(version), work);
      history.end(inFlight.ended(clock.instant(), result));
      metrics.ran(ref, inFlight.started(), result);
      return new Attempted.Ran(inFlight.number(), version, result);
    } catch (ExhaustedException e) {
      return throttled(ref, inFlight, "ConcurrentInvocationLimitExceeded");
    } catch (RestoreException e) {
      return notRun(inFlight, e.status(), e.code(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      notRun(inFlight, 500, "ServiceException", e.toString());
      throw e;
    }
  }

  private Attempted throttled(FunctionRef ref, InFlight inFlight, String reason) {
    metrics.throttled(ref, clock.instant());
    history.end(inFlight.notRun(clock.instant(), Outcome.THROTTLED, reason));
    return new Attempted.Throttled(inFlight.number(), reason);
  }

  private Attempted notRun(InFlight inFlight, int status, String code, String message) {
    history.end(inFlight.notRun(clock.instant(), Outcome.NOT_RUN, code + ": " + message));
    return new Attempted.NotRun(inFlight.number(), status, code, message);
  }

  private String newTrace() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    byte[] rest = new byte[12];
    random.nextBytes(rest);
    return "Root=1-"
        + hex.toHexDigits((int) clock.instant().getEpochSecond())
        + "-"
        + hex.formatHex(rest)
        + ";Parent="
        + hex.toHexDigits(random.nextLong())
        + ";Sampled=0";
  }
}
