package dev.sundial.local.lambda.environment;

import dev.sundial.local.endpoint.FunctionCaller;
import dev.sundial.local.lambda.environment.InvocationResult.Outcome;
import dev.sundial.local.lambda.environment.RuntimeProcess.Onlooker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One execution environment: a process that is initialized, perhaps restored from its snapshot,
 * invoked one invocation at a time, and stands still in between: a moment after its last
 * invocation, so that under load it need not be woken for each. Used by one thread at a time;
 * {@link #kill}, {@link #pause}, {@link #resume} and the notes on AWS calls come from any.
 */
public final class Environment implements FunctionCaller {
  private static final Duration RESTORE_LIMIT = Duration.ofSeconds(10);

  private final EnvironmentSpec spec;
  private final String logStream;
  private final EnvironmentLog log;
  private final EnvironmentFactory factory;
  private final Keys keys = Keys.random();

  private volatile @Nullable RuntimeProcess process;
  private volatile @Nullable Work work;
  private volatile @Nullable HeldRequest next;
  private volatile @Nullable HeldRequest checkpoint;
  private volatile long usedAtNanos = System.nanoTime();
  private Optional<Duration> init = Optional.empty();
  private Optional<Duration> restore = Optional.empty();

  Environment(
      EnvironmentSpec spec, String logStream, EnvironmentLog log, EnvironmentFactory factory) {
    this.spec = spec;
    this.logStream = logStream;
    this.log = log;
    this.factory = factory;
  }

  public EnvironmentSpec spec() {
    return spec;
  }

  /** The stream of the function's log group that its lines go to. */
  public String logStream() {
    return logStream;
  }

  /** The access key its calls are signed with. */
  public String accessKey() {
    return keys.accessKey();
  }

  /** The keys its calls are signed with. */
  Keys keys() {
    return keys;
  }

  /** Its process, or 0 when none runs. */
  public long pid() {
    RuntimeProcess running = process;
    return running == null ? 0 : running.pid();
  }

  /** Whether its process can take an invocation, after {@link #restore} if it is a snapshot. */
  public boolean alive() {
    RuntimeProcess running = process;
    return running != null && running.alive() && (next != null || checkpoint != null);
  }

  /** Whether it waits to be restored. */
  public boolean isSnapshot() {
    return checkpoint != null;
  }

  /** Real time since its last invocation, or since it was made. */
  Duration idleFor() {
    return since(usedAtNanos);
  }

  /** Starts the process and initializes the function; then it stands still. */
  public InitResult initialize() throws InterruptedException {
    log.initStart(spec);
    InitResult result = start("", System.nanoTime() + spec.initLimit().toNanos());
    switch (result) {
      case InitResult.Ready ready -> init = Optional.of(ready.duration());
      case InitResult.Failed failed -> reportInit(failed, "init");
    }
    return result;
  }

  /**
   * Restores the snapshot: runs the hooks and leaves it ready to invoke.
   *
   * @throws RestoreException when a hook failed or took longer than 10 s; the process is gone
   */
  public void restore() throws RestoreException, InterruptedException {
    RuntimeProcess restored = process;
    HeldRequest waiting = checkpoint;
    if (restored == null || waiting == null) {
      throw new IllegalStateException("not a snapshot");
    }
    checkpoint = null;
    init = Optional.empty();
    log.restoreStart(spec);
    long began = System.nanoTime();
    restored.thaw();
    waiting.answer(Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
    Signal signal = restored.await(began + RESTORE_LIMIT.toNanos(), Onlooker.of(log::lines));
    if (!(signal instanceof Signal.Next ready)) {
      destroy();
      throw signal instanceof Signal.DeadlinePassed
          ? RestoreException.timedOut()
          : RestoreException.hookFailed();
    }
    next = ready.request();
    restore = Optional.of(since(began));
    log.lines(restored.lines());
    log.restoreReport(since(began));
  }

  /** Runs one invocation; in a moment afterwards the process stands still, or it is gone. */
  public InvocationResult invoke(Work invocation) throws InterruptedException {
    work = invocation;
    try {
      log.start(invocation.requestId(), spec.version());
      long began = System.nanoTime();
      long deadline = began + spec.timeout().toNanos();
      Outcome outcome = alive() ? run(invocation, deadline) : startAndRun(invocation, deadline);
      return settle(invocation, outcome, atMost(spec.timeout(), since(began)));
    } finally {
      work = null;
      usedAtNanos = System.nanoTime();
      init = Optional.empty();
      restore = Optional.empty();
    }
  }

  /** Kills the process, as a crash would, and returns when it is gone. */
  @Override
  public void kill() {
    RuntimeProcess running = process;
    if (running != null) {
      running.kill();
    }
  }

  /** Stops the process in the middle of what it does, as a machine that hangs would. */
  public void pause() {
    RuntimeProcess running = process;
    if (running != null) {
      running.pause();
    }
  }

  /** Lets a paused process go on; does nothing to one that stands still between invocations. */
  public void resume() {
    RuntimeProcess running = process;
    if (running != null && work != null) {
      running.thaw();
    }
  }

  /** Ends it for good: the process is killed and what it left is removed. */
  public void destroy() {
    RuntimeProcess ended = process;
    if (ended == null) {
      return;
    }
    process = null;
    next = null;
    checkpoint = null;
    ended.kill();
    log.lines(ended.remainingLines());
    ended.cleanUp();
  }

  @Override
  public String functionName() {
    return spec.functionName();
  }

  @Override
  public int begin(String service, String operation) {
    Work current = work;
    return current == null ? 0 : current.observer().callBegan(service, operation);
  }

  @Override
  public void end(int number, int status) {
    Work current = work;
    if (current != null && number > 0) {
      current.observer().callEnded(number, status);
    }
  }

  private InitResult start(String requestId, long deadline) throws InterruptedException {
    long began = System.nanoTime();
    RuntimeProcess started = factory.start(spec, logStream, keys);
    process = started;
    Signal signal = started.await(deadline, Onlooker.of(log::lines));
    return switch (signal) {
      case Signal.Next ready -> {
        next = ready.request();
        yield standing(started, began);
      }
      case Signal.Checkpoint ready -> {
        checkpoint = ready.request();
        yield standing(started, began);
      }
      case Signal.InitFailed it ->
          failed(began, FunctionError.thrown(it.errorType(), it.payload()), "error");
      case Signal.Exited it -> failed(began, FunctionError.exited(requestId, it.status()), "error");
      case Signal.MemoryExceeded _ -> failed(began, FunctionError.outOfMemory(requestId), "error");
      case Signal.DeadlinePassed _ ->
          failed(began, FunctionError.timedOut(requestId, spec.timeout()), "timeout");
      case Signal.Answered _, Signal.AnswerTooLarge _, Signal.Threw _, Signal.RestoreFailed _ ->
          throw unexpected(signal);
    };
  }

  private InitResult standing(RuntimeProcess started, long began) {
    Duration took = since(began);
    started.freeze();
    log.lines(started.lines());
    return new InitResult.Ready(took);
  }

  private InitResult failed(long began, FunctionError error, String status) {
    destroy();
    return new InitResult.Failed(since(began), error, status);
  }

  private void reportInit(InitResult.Failed failed, String phase) {
    String type = failed.status().equals("timeout") ? "" : failed.error().type();
    log.initReport(failed.duration(), phase, failed.status(), type);
  }

  /** After a failed initialization, or a crash, the next invocation initializes again. */
  private Outcome startAndRun(Work invocation, long deadline) throws InterruptedException {
    destroy();
    return switch (start(invocation.requestId(), deadline)) {
      case InitResult.Ready ready -> run(invocation, deadline);
      case InitResult.Failed failed -> {
        reportInit(failed, "invoke");
        yield new Outcome.Failed(failed.error());
      }
    };
  }

  private Outcome run(Work invocation, long deadline) throws InterruptedException {
    RuntimeProcess running = process;
    HeldRequest waiting = next;
    if (running == null || waiting == null) {
      throw new IllegalStateException("not ready to invoke");
    }
    next = null;
    running.thaw();
    waiting.answer(headers(invocation, deadline), invocation.payload());
    return listen(running, invocation, deadline);
  }

  /** Until the runtime asks for the next invocation, or is gone. */
  private Outcome listen(RuntimeProcess running, Work invocation, long deadline)
      throws InterruptedException {
    Onlooker onlooker = onlooker(invocation);
    String id = invocation.requestId();
    @Nullable Outcome outcome = null;
    while (true) {
      Signal signal = running.await(deadline, onlooker);
      Outcome told =
          switch (signal) {
            case Signal.Answered it -> new Outcome.Answered(it.payload());
            case Signal.Threw it -> failure(FunctionError.thrown(it.errorType(), it.payload()));
            case Signal.AnswerTooLarge _ -> failure(FunctionError.answerTooLarge());
            case Signal.Exited it -> failure(FunctionError.exited(id, it.status()));
            case Signal.MemoryExceeded _ -> failure(FunctionError.outOfMemory(id));
            case Signal.DeadlinePassed _ -> failure(FunctionError.timedOut(id, spec.timeout()));
            case Signal.Next ready -> {
              next = ready.request();
              yield failure(FunctionError.exited(id, 0));
            }
            case Signal.InitFailed _, Signal.Checkpoint _, Signal.RestoreFailed _ ->
                throw unexpected(signal);
          };
      outcome = outcome == null ? told : outcome;
      if (endsIt(signal)) {
        return outcome;
      }
    }
  }

  private static boolean endsIt(Signal signal) {
    return !(signal instanceof Signal.Answered
        || signal instanceof Signal.Threw
        || signal instanceof Signal.AnswerTooLarge);
  }

  private InvocationResult settle(Work invocation, Outcome outcome, Duration took) {
    RuntimeProcess used = process;
    long pid = used == null ? 0 : used.pid();
    int megabytes = used == null ? 0 : used.peakMegabytes();
    if (alive() && used != null) {
      used.rest();
      log.hold(used.lines());
    } else {
      destroy();
    }
    log.end(invocation.requestId(), spec, outcome, took, init, restore, megabytes);
    return new InvocationResult(outcome, took, init, restore, megabytes, log.tail(), pid);
  }

  private Map<String, String> headers(Work invocation, long deadline) {
    long leftMillis = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
    Map<String, String> headers = new TreeMap<>();
    headers.put("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    headers.put(
        "Lambda-Runtime-Deadline-Ms", String.valueOf(factory.realClock().millis() + leftMillis));
    headers.put("Lambda-Runtime-Invoked-Function-Arn", invocation.invokedArn());
    if (invocation.traceId() != null) {
      headers.put("Lambda-Runtime-Trace-Id", invocation.traceId());
    }
    if (invocation.clientContext() != null) {
      headers.put("Lambda-Runtime-Client-Context", invocation.clientContext());
    }
    return headers;
  }

  private Onlooker onlooker(Work invocation) {
    return new Onlooker() {
      @Override
      public void lines(List<String> lines) {
        log.lines(lines);
      }

      @Override
      public void stopped(boolean now) {
        invocation.observer().stopped(now);
      }
    };
  }

  private static Outcome failure(FunctionError error) {
    return new Outcome.Failed(error);
  }

  private static IllegalStateException unexpected(Signal signal) {
    return new IllegalStateException("the runtime called out of turn: " + signal);
  }

  private static Duration atMost(Duration limit, Duration duration) {
    return duration.compareTo(limit) > 0 ? limit : duration;
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
