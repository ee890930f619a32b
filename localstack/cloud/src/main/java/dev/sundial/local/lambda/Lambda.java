package dev.sundial.local.lambda;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.endpoint.AwsService;
import dev.sundial.local.endpoint.Callers;
import dev.sundial.local.iam.Trust;
import dev.sundial.local.lambda.environment.Environment;
import dev.sundial.local.lambda.environment.EnvironmentFactory;
import dev.sundial.local.lambda.environment.EnvironmentPool;
import dev.sundial.local.lambda.environment.Host;
import dev.sundial.local.lambda.environment.Keys;
import dev.sundial.local.lambda.environment.LogSink;
import dev.sundial.local.metrics.MetricSink;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The Lambda service as the rest of the local cloud uses it. */
public final class Lambda implements AutoCloseable {
  private final EnvironmentPool pool;
  private final Functions functions;
  private final InvocationHistory history;
  private final SyncInvocations sync;
  private final AsyncInvocations async;
  private final AwsService service;
  private final DestinationArn arns;
  private final Clock clock;

  /** By the ARN that was asked for: every request to an API asks. */
  private final Map<String, Said> policies = new ConcurrentHashMap<>();

  /** A resource policy as JSON, and the statements it was made of. */
  private record Said(List<PolicyStatement> of, String json) {}

  /**
   * Opens the service on what the store remembers; nothing is invoked before {@link #start}.
   *
   * @param store functions, queued events and the history
   * @param timeline virtual time
   * @param host the machine side of execution environments; deployment packages go to its folder
   * @param logs where lines of functions go
   * @param destinations where given-up events go
   * @param roles what functions run as
   * @param metrics where it tells of invocations
   * @param environmentsPerFunction most at once, from 1
   */
  public Lambda(
      StateStore store,
      Timeline timeline,
      Host host,
      LogSink logs,
      Destinations destinations,
      Trust roles,
      MetricSink metrics,
      int environmentsPerFunction) {
    clock = timeline.clock();
    arns = new DestinationArn(destinations);
    pool =
        new EnvironmentPool(
            new EnvironmentFactory(host, logs, clock, Clock.systemUTC()), environmentsPerFunction);
    functions =
        new Functions(
            store.shelf("lambda.functions", FunctionState.class),
            new CodeStore(host.folder().resolve("code")),
            pool,
            roles,
            clock);
    history = new InvocationHistory(store.shelf("lambda.invocations", InvocationRecord.class));
    FunctionMetrics told = new FunctionMetrics(metrics);
    Invoker invoker = new Invoker(functions, pool, history, told, clock);
    sync = new SyncInvocations(invoker, timeline);
    async =
        new AsyncInvocations(
            store.shelf("lambda.events", AsyncEvent.class),
            functions,
            invoker,
            history,
            destinations,
            told,
            timeline);
    service = new LambdaService(functions, sync, async, arns, clock);
  }

  /** Takes up queued events, and takes the snapshots that aliases need. */
  public void start() {
    functions.prepareSnapshots();
    async.resume();
  }

  /** Lambda's API, for the endpoint. */
  public AwsService service() {
    return service;
  }

  /** Which access key belongs to which environment. */
  public Callers callers() {
    return pool;
  }

  /** The keys that the environment of an access key was given; empty when it is of none. */
  public Optional<Keys> keys(String accessKey) {
    return pool.keys(accessKey);
  }

  /** The CloudFormation types of this service. */
  public List<ResourceType<?>> resourceTypes() {
    return List.of(
        new FunctionResource(functions, arns),
        new VersionResource(functions),
        new AliasResource(functions),
        new PermissionResource(functions),
        new EventInvokeConfigResource(functions, arns, clock));
  }

  public Functions functions() {
    return functions;
  }

  /** The attempts that run and ran. */
  public InvocationHistory history() {
    return history;
  }

  /** The events that wait for an attempt. */
  public List<AsyncEvent> pendingEvents() {
    return async.pending();
  }

  /**
   * Invokes a function and waits for it, at most as long as its time-out, and as long again when
   * all its environments are at work.
   *
   * @param function a name or ARN, with or without qualifier
   * @param payload JSON, at most 6 MiB
   * @param source who asks, for the history
   * @throws AwsError 404, 413, 429 and what else Lambda answers when it does not run a function
   */
  public Answer invoke(String function, byte[] payload, String source) throws InterruptedException {
    FunctionRef ref = FunctionRef.parse(function);
    String requestId = UUID.randomUUID().toString();
    return switch (sync.invoke(ref, requestId, Payloads.sync(payload), source, null, null)) {
      case SyncInvocations.Outcome.Ran ran -> ran.answer();
      case SyncInvocations.Outcome.Throttled throttled ->
          throw new AwsError(429, "TooManyRequestsException", "Rate Exceeded.");
      case SyncInvocations.Outcome.NotRun notRun ->
          throw new AwsError(notRun.status(), notRun.code(), notRun.message());
    };
  }

  /**
   * Queues an event; it is kept over a kill of the local cloud when this returns.
   *
   * @param function a name or ARN, with or without qualifier
   * @param payload JSON, at most 1 MiB
   * @param source who asks, for the history
   * @return the request id of all its attempts
   * @throws AwsError 404, 413 and what else Lambda answers when it does not take an event
   */
  public String invokeAsync(String function, byte[] payload, String source) {
    String text = new String(Payloads.async(payload), StandardCharsets.UTF_8);
    String requestId = UUID.randomUUID().toString();
    async.enqueue(FunctionRef.parse(function), requestId, text, source);
    return requestId;
  }

  /**
   * The resource policy of a function, version or alias, as JSON; empty when nobody was given a
   * permission.
   *
   * @param arn with or without qualifier
   */
  public Optional<String> policy(String arn) {
    FunctionRef ref = FunctionRef.parse(arn);
    Optional<FunctionState> function = functions.find(ref.name());
    if (function.isEmpty()) {
      return Optional.empty();
    }
    Said known = policies.get(arn);
    if (known == null || known.of() != function.get().policy()) {
      Optional<String> json = policy(ref, function.get().policy());
      json.ifPresent(said -> policies.put(arn, new Said(function.get().policy(), said)));
      return json;
    }
    return Optional.of(known.json());
  }

  private static Optional<String> policy(FunctionRef ref, List<PolicyStatement> all) {
    List<PolicyStatement> statements =
        all.stream().filter(statement -> statement.qualifier().equals(ref.qualifier())).toList();
    return statements.isEmpty()
        ? Optional.empty()
        : Optional.of(FunctionShapes.policy(ref.name(), ref.qualifier(), statements));
  }

  /** The ARN of a function's role; empty when there is no such function. */
  public Optional<String> roleOf(String function) {
    return functions.find(function).map(state -> state.latest().settings().roleArn());
  }

  /**
   * Stops the process of an environment in the middle of what it does; false when there is none.
   */
  public boolean pause(long pid) {
    return pool.byPid(pid)
        .map(
            environment -> {
              environment.pause();
              return true;
            })
        .orElse(false);
  }

  /** Lets a paused process go on; false when there is none. */
  public boolean resume(long pid) {
    return pool.byPid(pid)
        .map(
            environment -> {
              environment.resume();
              return true;
            })
        .orElse(false);
  }

  /** The environments there are. */
  public List<Environment> environments() {
    return pool.environments();
  }

  /** Ends every environment; queued events stay queued. */
  @Override
  public void close() {
    async.close();
    pool.close();
  }
}
