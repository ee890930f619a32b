package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one planned stack so and notes each step before the next. Resources of one type come one
 * after the other; those of different types that do not depend on each other, together.
 */
final class StackDeployer {
  private final Catalogue catalogue;
  private final StackStore store;
  private final Journal journal;
  private final Assets assets;
  private final boolean fresh;
  private final Executor executor;
  private final Map<String, ReentrantLock> typeLocks = new ConcurrentHashMap<>();

  /** The first failure; nothing begins after it. */
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /**
   * @param executor runs the changes of resources
   */
  StackDeployer(
      Catalogue catalogue,
      StackStore store,
      Journal journal,
      Assets assets,
      boolean fresh,
      Executor executor) {
    this.catalogue = catalogue;
    this.store = store;
    this.journal = journal;
    this.assets = assets;
    this.fresh = fresh;
    this.executor = executor;
  }

  /**
   * @param exports what earlier stacks export; this stack's are added
   * @throws DeploymentException naming the resource that failed; what was done stays done
   */
  StackResult deploy(PlannedStack stack, Map<String, String> exports) {
    StackRun run = new StackRun(stack, journal, store);
    try {
      Map<String, Resource> existing = new ConcurrentHashMap<>();
      bringAll(run, stack, existing, exports);
      Problems problems = new Problems();
      List<StoredStack.OutputValue> outputs =
          new OutputReader(stack, new Intrinsics(names(stack, existing, exports), problems)).read();
      problems.throwIfAny();
      run.outputs(outputs);
      cleanUp(run, stack);
      run.complete();
      for (StoredStack.OutputValue output : outputs) {
        if (output.exportName() != null) {
          exports.put(output.exportName(), output.value());
        }
      }
      return run.result();
    } catch (RuntimeException e) {
      run.fail(e.getMessage() == null ? e.toString() : e.getMessage());
      throw e;
    }
  }

  /** Deletes a stack that is not declared any more. */
  void delete(StoredStack stack) {
    StoredStack leaving = stack.with(Status.DELETE_IN_PROGRESS, "");
    store.put(leaving);
    journal.stack(leaving);
    try {
      leavers(store.resources(stack.name())).forEach(this::remove);
    } catch (DeploymentException e) {
      StoredStack failed = stack.with(Status.DELETE_FAILED, String.valueOf(e.getMessage()));
      store.put(failed);
      journal.stack(failed);
      throw e;
    }
    store.removeStack(stack.name());
    journal.stack(stack.with(Status.DELETE_COMPLETE, ""));
  }

  private StackNames names(
      PlannedStack stack, Map<String, Resource> existing, Map<String, String> exports) {
    return new StackNames(
        stack.template(), stack.conditions(), catalogue.types(), existing, exports);
  }

  /** Starts each resource when what it depends on is done; after a failure starts none. */
  private void bringAll(
      StackRun run,
      PlannedStack stack,
      Map<String, Resource> existing,
      Map<String, String> exports) {
    Map<String, CompletableFuture<Void>> started = new LinkedHashMap<>();
    for (String id : stack.order()) {
      Set<String> needs = stack.dependenciesOf(id);
      CompletableFuture<?>[] before =
          needs.stream()
              .flatMap(need -> Stream.ofNullable(started.get(need)))
              .toArray(CompletableFuture<?>[]::new);
      Declared declared = stack.declared(id);
      Runnable step =
          () -> {
            ReentrantLock lock =
                typeLocks.computeIfAbsent(declared.type(), type -> new ReentrantLock());
            lock.lock();
            try {
              if (failure.get() == null) {
                existing.put(id, bring(run, declared, needs, names(stack, existing, exports)));
              }
            } catch (RuntimeException e) {
              failure.compareAndSet(null, e);
            } finally {
              lock.unlock();
            }
          };
      started.put(id, CompletableFuture.allOf(before).thenRunAsync(step, executor));
    }
    started.values().forEach(CompletableFuture::join);
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  private Resource bring(
      StackRun run, Declared declared, Set<String> dependencies, StackNames names) {
    String stack = run.name();
    String path = stack + "/" + declared.logicalId();
    Problems problems = new Problems();
    ObjectNode properties = Planner.resolve(path, declared, new Intrinsics(names, problems));
    Optional<? extends Declaration<?>> read =
        Declaration.read(catalogue.find(declared.type()).orElseThrow(), path, properties, problems);
    problems.throwIfAny();
    Declaration<?> after = read.orElseThrow();
    Optional<StoredResource> stored = store.resource(stack, declared.logicalId());
    return switch (catalogue.change(stored, properties, after)) {
      case Change.Keep keep -> keep(run, stored.orElseThrow(), declared, dependencies);
      case Change.Create create -> {
        int generation = stored.map(StoredResource::generation).orElse(1);
        StoredResource begun = run.begin(declared, generation, dependencies);
        store.put(begun);
        yield create(run, begun, after, properties);
      }
      case Change.Update update ->
          update(
              run,
              stored.orElseThrow().governed(declared, dependencies),
              update.before(),
              after,
              properties);
      case Change.Replace replace -> {
        StoredResource old = stored.orElseThrow().governed(declared, stored.get().dependsOn());
        StoredResource begun = run.begin(declared, old.generation() + 1, dependencies);
        store.supersede(old, begun);
        yield create(run, begun, after, properties);
      }
    };
  }

  private Resource keep(
      StackRun run, StoredResource stored, Declared declared, Set<String> dependencies) {
    StoredResource governed = stored.governed(declared, dependencies);
    if (!governed.equals(stored)) {
      run.touch();
      store.put(governed);
    }
    return governed.resource().orElseThrow();
  }

  private Resource create(
      StackRun run, StoredResource begun, Declaration<?> after, ObjectNode properties) {
    StoredResource started = journal.resource(begun, Status.CREATE_IN_PROGRESS, "");
    Resource made = attempt(started, Status.CREATE_FAILED, () -> after.create(deployment(started)));
    finish(started.made(made, Catalogue.text(properties)), Status.CREATE_COMPLETE);
    run.created();
    return made;
  }

  private Resource update(
      StackRun run,
      StoredResource stored,
      Declaration<?> before,
      Declaration<?> after,
      ObjectNode properties) {
    run.touch();
    StoredResource started = journal.resource(stored, Status.UPDATE_IN_PROGRESS, "");
    store.put(started);
    Resource existing = started.resource().orElseThrow();
    Resource made =
        attempt(
            started,
            Status.UPDATE_FAILED,
            () -> after.update(existing, before, deployment(started)));
    finish(started.made(made, Catalogue.text(properties)), Status.UPDATE_COMPLETE);
    run.updated();
    return made;
  }

  private void finish(StoredResource made, Status status) {
    store.put(journal.resource(made, status, ""));
  }

  private void cleanUp(StackRun run, PlannedStack stack) {
    List<StoredResource> gone =
        store.resources(run.name()).stream()
            .filter(
                resource ->
                    resource.superseded()
                        || !stack.dependencies().containsKey(resource.logicalId()))
            .toList();
    for (StoredResource resource : leavers(gone)) {
      run.touch();
      remove(resource);
      run.removed();
    }
  }

  /** Each before what it depends on. */
  private static List<StoredResource> leavers(List<StoredResource> resources) {
    Map<String, StoredResource> byKey = new LinkedHashMap<>();
    resources.forEach(resource -> byKey.put(resource.key(), resource));
    Map<String, Set<String>> dependencies = new LinkedHashMap<>();
    byKey.forEach(
        (key, resource) ->
            dependencies.put(
                key,
                byKey.entrySet().stream()
                    .filter(other -> resource.dependsOn().contains(other.getValue().logicalId()))
                    .map(Map.Entry::getKey)
                    .collect(java.util.stream.Collectors.toSet())));
    return DependencyOrder.of(dependencies).reversed().stream()
        .flatMap(key -> Optional.ofNullable(byKey.get(key)).stream())
        .toList();
  }

  private void remove(StoredResource resource) {
    Optional<Resource> existing = resource.resource();
    if (existing.isEmpty()) {
      // Its creation failed or was cut off; there is nothing of it that is known.
      store.remove(resource);
      return;
    }
    Optional<String> kept = whyKept(resource, existing.get());
    if (kept.isPresent()) {
      journal.resource(resource, Status.DELETE_SKIPPED, kept.get());
      store.remove(resource);
      return;
    }
    StoredResource started = journal.resource(resource, Status.DELETE_IN_PROGRESS, "");
    store.put(started);
    attempt(
        started,
        Status.DELETE_FAILED,
        () -> {
          catalogue.of(started).delete(existing.get(), deployment(started));
          return existing.get();
        });
    journal.resource(started, Status.DELETE_COMPLETE, "");
    store.remove(started);
  }

  /** Its policy says so, or another logical id stands for the same physical resource by now. */
  private Optional<String> whyKept(StoredResource resource, Resource existing) {
    if (resource.removal().keeps()) {
      return Optional.of("kept: " + resource.removal());
    }
    return store.all().stream()
        .filter(other -> !other.superseded() && !other.key().equals(resource.key()))
        .filter(other -> other.resource().filter(it -> it.isSame(existing)).isPresent())
        .map(other -> "taken over by " + Catalogue.where(other))
        .findFirst();
  }

  private Deployment deployment(StoredResource resource) {
    return new Deployment(
        resource.stack(), resource.logicalId(), resource.generation(), assets, fresh);
  }

  @FunctionalInterface
  private interface Attempt {
    Resource run();
  }

  private Resource attempt(StoredResource started, Status status, Attempt attempt) {
    try {
      return attempt.run();
    } catch (RuntimeException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      DeploymentException failed =
          new DeploymentException(
              Catalogue.where(started) + " (" + started.type() + "): " + status + ": " + reason, e);
      failure.compareAndSet(null, failed);
      store.put(journal.resource(started, status, reason));
      throw failed;
    }
  }
}
