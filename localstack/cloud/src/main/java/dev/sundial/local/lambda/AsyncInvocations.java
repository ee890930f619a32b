package dev.sundial.local.lambda;

import dev.sundial.local.lambda.AsyncEvent.LastFailure;
import dev.sundial.local.lambda.environment.FunctionError;
import dev.sundial.local.lambda.environment.InvocationResult.Outcome;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.time.Timeline;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The queue of asynchronous invocations. An event is on the shelf before the caller gets its 202,
 * and leaves it when the function answered, or when its destinations have it. Function errors are
 * tried again after 1 and 2 minutes; throttles and errors of the service apart from that, with
 * growing pauses, until the event is too old.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How
 *     Lambda handles errors and retries with asynchronous invocation</a>
 */
public final class AsyncInvocations implements AutoCloseable {
  private static final Logger LOG = System.getLogger(AsyncInvocations.class.getName());
  private static final String KIND = "lambda";

  private final Shelf<AsyncEvent> shelf;
  private final Functions functions;
  private final Invoker invoker;
  private final InvocationHistory history;
  private final Destinations destinations;
  private final FunctionMetrics metrics;
  private final Timeline timeline;
  private final AtomicLong numbers = new AtomicLong();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  AsyncInvocations(
      Shelf<AsyncEvent> shelf,
      Functions functions,
      Invoker invoker,
      InvocationHistory history,
      Destinations destinations,
      FunctionMetrics metrics,
      Timeline timeline) {
    this.shelf = shelf;
    this.functions = functions;
    this.invoker = invoker;
    this.history = history;
    this.destinations = destinations;
    this.metrics = metrics;
    this.timeline = timeline;
    List<String> keys = shelf.keys();
    numbers.set(keys.isEmpty() ? 0 : Long.parseLong(keys.getLast()));
  }

  /** Takes up the events that were queued when the local cloud ended. */
  void resume() {
    shelf.values().forEach(this::schedule);
  }

  /** The events in the queue, oldest first. */
  public List<AsyncEvent> pending() {
    return shelf.values();
  }

  /** Queues an event; the function must exist now. Its first attempt begins at once. */
  void enqueue(FunctionRef ref, String requestId, String payload, String source) {
    functions.version(ref);
    Instant now = now();
    AsyncEvent event =
        new AsyncEvent(
            "%012d".formatted(numbers.incrementAndGet()),
            requestId,
            ref.name(),
            ref.qualifier(),
            source,
            payload,
            now,
            now,
            0,
            0,
            null);
    shelf.putDurably(event.key(), event);
    metrics.received(ref, now);
    start(event);
  }

  private void schedule(AsyncEvent event) {
    Instant expires = event.expires(config(event));
    Instant when = event.due().isBefore(expires) ? event.due() : expires;
    timeline.at(when, KIND, event.function() + " " + event.key(), () -> start(event));
  }

  private void start(AsyncEvent event) {
    ClockHold hold = new ClockHold(timeline.activity());
    var unused =
        workers.submit(
            () -> {
              try (hold) {
                attemptOrTryAgain(event, hold);
              }
            });
  }

  private void attemptOrTryAgain(AsyncEvent event, ClockHold hold) {
    try {
      attempt(event, hold);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "event " + event.requestId() + " was not tried", e);
      again(event.notRun(now()));
    }
  }

  private void attempt(AsyncEvent event, ClockHold hold) throws InterruptedException {
    Optional<FunctionState> function = functions.find(event.function());
    if (function.flatMap(it -> it.resolve(event.ref().qualifierOrLatest())).isEmpty()) {
      LOG.log(Level.WARNING, "event " + event.requestId() + " has lost its function");
      shelf.removeDurably(event.key());
      return;
    }
    Integer reserved = function.get().reservedConcurrency();
    if (reserved != null && reserved == 0) {
      giveUp(event, "ZeroReservedConcurrency");
    } else if (!now().isBefore(event.expires(config(event)))) {
      giveUp(event, "EventAgeExceeded");
    } else {
      run(event, hold);
    }
  }

  private void run(AsyncEvent event, ClockHold hold) throws InterruptedException {
    Trigger trigger =
        new Trigger(
            event.source(), event.requestId(), event.runs() + 1, event.queued(), null, null);
    byte[] payload = event.payload().getBytes(StandardCharsets.UTF_8);
    metrics.age(event.ref(), now(), Duration.between(event.queued(), now()));
    switch (invoker.attempt(event.ref(), payload, trigger, hold)) {
      case Attempted.Ran ran -> ran(event, ran);
      case Attempted.Throttled throttled -> again(event.notRun(now()), throttled.record());
      case Attempted.NotRun notRun -> again(event.notRun(now()), notRun.record());
    }
  }

  private void ran(AsyncEvent event, Attempted.Ran ran) {
    switch (ran.result().outcome()) {
      case Outcome.Answered answered -> {
        String answer = new String(answered.payload(), StandardCharsets.UTF_8);
        succeeded(event, ran.version(), answer);
        shelf.removeDurably(event.key());
      }
      case Outcome.Failed failed -> failed(event, ran, failed.error());
    }
  }

  private void succeeded(AsyncEvent event, FunctionVersion version, String answer) {
    String destination = config(event).onSuccess();
    if (destination != null) {
      String envelope = InvocationEnvelope.succeeded(now(), event, version, answer);
      send(destination, version.qualifiedArn(), true, event, envelope);
    }
  }

  private void failed(AsyncEvent event, Attempted.Ran ran, FunctionError error) {
    LastFailure failure =
        new LastFailure(
            ran.version().version(),
            error.type(),
            new String(error.payload(), StandardCharsets.UTF_8));
    AsyncEvent after = event.failed(now(), failure);
    if (after.runs() > config(event).retries()) {
      history.follow(ran.record(), giveUp(after, "RetriesExhausted"));
    } else {
      again(after, ran.record());
    }
  }

  private void again(AsyncEvent event, long record) {
    history.follow(record, "again at " + event.due());
    again(event);
  }

  private void again(AsyncEvent event) {
    shelf.putDurably(event.key(), event);
    schedule(event);
  }

  /** Hands the event to whoever wants it and takes it off the queue; returns what was done. */
  private String giveUp(AsyncEvent event, String condition) {
    String functionArn =
        functions
            .find(event.function())
            .flatMap(it -> it.resolve(event.ref().qualifierOrLatest()))
            .map(FunctionVersion::qualifiedArn)
            .orElse(event.ref().arn());
    metrics.dropped(event.ref(), now());
    StringBuilder done = new StringBuilder(condition);
    String onFailure = config(event).onFailure();
    if (onFailure != null) {
      String envelope = InvocationEnvelope.failed(now(), event, functionArn, condition);
      done.append(send(onFailure, functionArn, false, event, envelope));
    }
    String deadLetter =
        functions
            .find(event.function())
            .map(it -> it.latest().settings().deadLetterArn())
            .orElse(null);
    if (deadLetter != null) {
      done.append(sendDeadLetter(deadLetter, event, condition));
    }
    shelf.removeDurably(event.key());
    return done.toString();
  }

  private String send(
      String arn, String functionArn, boolean succeeded, AsyncEvent event, String envelope) {
    try {
      if (arn.startsWith("arn:aws:lambda:")) {
        enqueue(
            FunctionRef.parse(arn),
            UUID.randomUUID().toString(),
            envelope,
            "destination of " + event.function());
      } else {
        destinations.invocationRecord(arn, functionArn, succeeded, envelope);
      }
      return ", sent to " + arn;
    } catch (Exception e) {
      metrics.destinationFailed(event.ref(), now());
      LOG.log(Level.ERROR, "the record of {0} did not reach {1}: {2}", event.requestId(), arn, e);
      return ", lost on the way to " + arn + ": " + e.getMessage();
    }
  }

  private String sendDeadLetter(String arn, AsyncEvent event, String condition) {
    LastFailure last = event.last();
    String message = last == null ? condition : last.payload();
    try {
      destinations.deadLetter(
          arn,
          event.ref().arn(),
          event.payload(),
          event.requestId(),
          last == null ? 429 : 200,
          message.substring(0, Math.min(message.length(), 1024)));
      return ", sent to " + arn;
    } catch (Exception e) {
      metrics.deadLetterFailed(event.ref(), now());
      LOG.log(Level.ERROR, "event {0} did not reach {1}: {2}", event.requestId(), arn, e);
      return ", lost on the way to " + arn + ": " + e.getMessage();
    }
  }

  private EventInvokeConfig config(AsyncEvent event) {
    return functions
        .find(event.function())
        .map(it -> it.invokeConfig(event.ref().qualifierOrLatest()))
        .orElse(EventInvokeConfig.defaults());
  }

  private Instant now() {
    return timeline.clock().instant();
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
