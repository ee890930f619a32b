package dev.sundial.local.lambda.environment;

import dev.sundial.local.endpoint.Callers;
import dev.sundial.local.endpoint.FunctionCaller;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All environments. A function has at most so many at once; an invocation that finds them all at
 * work waits, at most as long as the function's own time-out. One that was idle for ten minutes of
 * real time ends; snapshots stay.
 */
public final class EnvironmentPool implements Callers, AutoCloseable {
  private static final Logger LOG = System.getLogger(EnvironmentPool.class.getName());
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(10);

  private final EnvironmentFactory factory;
  private final int perFunction;
  private final Map<String, FunctionEnvironments> functions = new ConcurrentHashMap<>();
  private final Map<String, Environment> byAccessKey = new ConcurrentHashMap<>();
  private final ScheduledExecutorService background =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("environments").factory());

  /**
   * @param perFunction most environments of one function at once, from 1
   */
  public EnvironmentPool(EnvironmentFactory factory, int perFunction) {
    this.factory = factory;
    this.perFunction = perFunction;
    long minute = Duration.ofMinutes(1).toMillis();
    var unused =
        background.scheduleWithFixedDelay(
            () -> functions.values().forEach(it -> it.endIdle(IDLE_LIMIT)),
            minute,
            minute,
            TimeUnit.MILLISECONDS);
  }

  /** Every environment of the function was at work until the patience ended. */
  public static final class ExhaustedException extends Exception {
    private static final long serialVersionUID = 1L;

    ExhaustedException(String functionName) {
      super("all environments of " + functionName + " are at work");
    }
  }

  /**
   * Runs one invocation in a warm environment, a restored snapshot or a new one.
   *
   * @throws ExhaustedException when none became free within the function's time-out
   * @throws RestoreException when the snapshot could not be taken or restored
   */
  public InvocationResult invoke(EnvironmentSpec spec, Work work)
      throws ExhaustedException, RestoreException, InterruptedException {
    FunctionEnvironments environments = of(spec.functionName());
    Environment environment = environments.acquire(spec, spec.timeout());
    if (environment == null) {
      throw new ExhaustedException(spec.functionName());
    }
    try {
      bringUp(environment);
      work.observer().runsIn(environment);
      return environment.invoke(work);
    } finally {
      environments.release(environment);
      if (spec.snapStart()) {
        var unused = background.submit(() -> replenish(spec));
      }
    }
  }

  /** Takes the snapshot of a version that is being published; one that is there already does. */
  public InitResult publish(EnvironmentSpec spec) throws InterruptedException {
    FunctionEnvironments environments = of(spec.functionName());
    Environment environment = environments.acquire(spec, Duration.ZERO);
    if (environment == null) {
      environment = create(spec);
    }
    try {
      return environment.alive() ? new InitResult.Ready(Duration.ZERO) : environment.initialize();
    } finally {
      environments.release(environment);
    }
  }

  /** Takes a snapshot ahead of the next invocation, in the background. */
  public void prepare(EnvironmentSpec spec) {
    var unused = background.submit(() -> replenish(spec));
  }

  /** From now on only these specs of the function are invoked; what runs others ends. */
  public void retain(String functionName, Set<EnvironmentSpec> specs) {
    of(functionName).retain(specs);
  }

  @Override
  public @Nullable FunctionCaller environment(String accessKey) {
    return byAccessKey.get(accessKey);
  }

  /** The keys an environment was given. */
  public Optional<Keys> keys(String accessKey) {
    return Optional.ofNullable(byAccessKey.get(accessKey)).map(Environment::keys);
  }

  /** The environment whose process that is, if it is one. */
  public Optional<Environment> byPid(long pid) {
    return environments().stream().filter(it -> it.pid() == pid).findFirst();
  }

  public List<Environment> environments() {
    return List.copyOf(byAccessKey.values());
  }

  private static void bringUp(Environment environment)
      throws RestoreException, InterruptedException {
    if (!environment.alive()) {
      InitResult result = environment.initialize();
      if (result instanceof InitResult.Failed && environment.spec().snapStart()) {
        throw RestoreException.noSnapshot();
      }
    }
    if (environment.isSnapshot()) {
      environment.restore();
    }
  }

  private void replenish(EnvironmentSpec spec) {
    FunctionEnvironments environments = of(spec.functionName());
    Environment spare = environments.acquireSpare(spec);
    if (spare == null) {
      return;
    }
    try {
      if (spare.initialize() instanceof InitResult.Failed failed) {
        LOG.log(
            Level.WARNING,
            () -> "no snapshot of " + spec.functionName() + ": " + failed.error().type());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      environments.release(spare);
    }
  }

  private FunctionEnvironments of(String functionName) {
    return functions.computeIfAbsent(
        functionName, name -> new FunctionEnvironments(perFunction, this::create, this::end));
  }

  private Environment create(EnvironmentSpec spec) {
    Environment created = factory.create(spec);
    byAccessKey.put(created.accessKey(), created);
    return created;
  }

  private void end(Environment environment) {
    environment.destroy();
    byAccessKey.remove(environment.accessKey());
  }

  /** Ends every environment. */
  @Override
  public void close() {
    background.shutdownNow();
    environments().forEach(this::end);
    factory.close();
  }
}
