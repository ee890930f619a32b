package dev.sundial.local.stack;

import dev.sundial.local.state.StateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * CloudFormation's engine: brings the account to what a {@code cdk.out} says. Rollback is cut: what
 * a failed deployment did is kept, and the next one goes on from there.
 */
public final class Stacks {
  private final Catalogue catalogue;
  private final StackStore store;
  private final Deployments deployments;
  private final Clock clock;
  private final Executor executor;

  /**
   * @param types all resource types there are, each once
   * @param state keeps what is deployed
   * @param clock virtual time
   */
  public Stacks(List<ResourceType<?>> types, StateStore state, Clock clock) {
    this(types, state, clock, Thread::startVirtualThread);
  }

  /**
   * @param executor runs the changes of resources
   */
  Stacks(List<ResourceType<?>> types, StateStore state, Clock clock, Executor executor) {
    List<ResourceType<?>> all = new ArrayList<>(types);
    all.add(new CdkMetadata());
    this.catalogue = Catalogue.of(all);
    this.store = new StackStore(state);
    this.deployments = new Deployments(state, clock);
    this.clock = clock;
    this.executor = executor;
  }

  /**
   * Deploys the stacks of an assembly, those that others depend on first, and removes the stacks
   * that it does not hold.
   *
   * @param assembly a {@code cdk.out}
   * @param fresh whether resources that hold data may be deleted
   * @param watcher hears of each event as it happens, one at a time, from several threads
   * @return one result a stack, in the order of deployment
   * @throws TemplateException with everything that is not supported, before anything changed
   * @throws DeploymentException naming the resource that failed
   */
  public synchronized List<StackResult> deploy(
      Path assembly, boolean fresh, Consumer<StackEvent> watcher) {
    CloudAssembly read = CloudAssemblyReader.read(assembly);
    Planner.Plan plan = new Planner(catalogue, store, read, fresh).plan();
    Deployments.Running running = deployments.begin(plan.preview(), fresh);
    List<PlannedStack> planned;
    try {
      planned = plan.orThrow().stacks();
    } catch (TemplateException e) {
      running.end(StoredDeployment.Outcome.REFUSED, String.valueOf(e.getMessage()));
      throw e;
    }
    try {
      Journal journal = new Journal(store, clock, watcher.andThen(running::hear));
      List<StackResult> results =
          deploy(
              planned,
              new StackDeployer(catalogue, store, journal, read.assets(), fresh, executor));
      running.end(StoredDeployment.Outcome.DONE, "");
      return results;
    } catch (RuntimeException e) {
      String message = e.getMessage() == null ? e.toString() : e.getMessage();
      running.end(StoredDeployment.Outcome.FAILED, message);
      throw e;
    }
  }

  private List<StackResult> deploy(List<PlannedStack> planned, StackDeployer deployer) {
    Map<String, String> exports = new LinkedHashMap<>();
    List<StackResult> results = new ArrayList<>();
    Set<String> kept = new HashSet<>();
    for (PlannedStack stack : planned) {
      results.add(deployer.deploy(stack, exports));
      kept.add(stack.template().stack());
    }
    for (StoredStack stack : store.stacks().reversed()) {
      if (!kept.contains(stack.name())) {
        deployer.delete(stack);
      }
    }
    return results;
  }

  /**
   * What a deployment would do; changes nothing.
   *
   * @param assembly a {@code cdk.out}
   * @throws TemplateException when it cannot be read as one
   */
  public synchronized Preview preview(Path assembly) {
    CloudAssembly read = CloudAssemblyReader.read(assembly);
    return new Planner(catalogue, store, read, false).plan().preview();
  }

  /** The deployments that changed something or tried to, newest first. */
  public List<StoredDeployment> deployments() {
    return deployments.all();
  }

  /** A deployment by its number. */
  public Optional<StoredDeployment> deployment(long number) {
    return deployments.find(number);
  }

  /** All stacks, first deployed first. */
  public List<StoredStack> stacks() {
    return store.stacks();
  }

  /** A stack by name or ARN. */
  public Optional<StoredStack> stack(String nameOrId) {
    return store.stacks().stream()
        .filter(stack -> stack.name().equals(nameOrId) || stack.id().equals(nameOrId))
        .findFirst();
  }

  /** The resources of a stack that are part of it now. */
  public List<StoredResource> resources(String stack) {
    return StoredResource.current(store.resources(stack));
  }

  /** What happened to a stack, newest first. */
  public List<StackEvent> events(String stack) {
    return store.events(stack);
  }

  /** An output that a stack exports. */
  public record Export(String stackId, String name, String value) {}

  /** All exports in the order of their names. */
  public List<Export> exports() {
    return store.stacks().stream()
        .flatMap(
            stack ->
                stack.outputs().stream()
                    .flatMap(
                        output ->
                            Stream.ofNullable(output.exportName())
                                .map(name -> new Export(stack.id(), name, output.value()))))
        .sorted(Comparator.comparing(Export::name))
        .toList();
  }

  /** An output of any stack, such as the API's URL; empty when none has one of that key. */
  public Optional<String> output(String key) {
    return store.stacks().stream()
        .flatMap(stack -> stack.outputs().stream())
        .filter(output -> output.key().equals(key))
        .map(StoredStack.OutputValue::value)
        .findFirst();
  }
}
