package dev.sundial.local.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One stack being deployed: its record, which is touched only when something changes. Resources
 * report to it from several threads.
 */
final class StackRun {
  private final PlannedStack planned;
  private final Journal journal;
  private final StackStore store;
  private final Optional<StoredStack> before;
  private StoredStack now;
  private boolean begun;
  private int created;
  private int updated;
  private int removed;

  StackRun(PlannedStack planned, Journal journal, StackStore store) {
    this.planned = planned;
    this.journal = journal;
    this.store = store;
    this.before = store.stack(planned.template().stack());
    this.now = record();
    boolean same =
        before.isPresent()
            && before.get().status().isComplete()
            && before.get().template().equals(now.template())
            && before.get().parameters().equals(now.parameters());
    if (!same) {
      touch();
    }
  }

  String name() {
    return now.name();
  }

  private StoredStack record() {
    Template template = planned.template();
    List<StoredStack.ParameterValue> parameters =
        template.parameters().values().stream()
            .map(p -> new StoredStack.ParameterValue(p.name(), p.shown()))
            .toList();
    boolean create = before.isEmpty() || before.get().status().isFirstAttempt();
    var at = journal.clock().instant();
    return new StoredStack(
        template.stack(),
        PseudoParameters.stackId(template.stack()),
        before.map(StoredStack::number).orElseGet(store::nextNumber),
        template.description(),
        template.text(),
        parameters,
        before.map(StoredStack::outputs).orElse(List.of()),
        create ? Status.CREATE_IN_PROGRESS : Status.UPDATE_IN_PROGRESS,
        "",
        before.map(StoredStack::createdAt).orElse(at),
        create ? null : at);
  }

  /** Notes that the stack begins to change; once. */
  synchronized void touch() {
    if (!begun) {
      begun = true;
      store.put(now);
      journal.stack(now);
    }
  }

  synchronized StoredResource begin(Declared declared, int generation, Set<String> dependencies) {
    touch();
    return new StoredResource(
        name(),
        declared.logicalId(),
        generation,
        false,
        declared.type(),
        null,
        Map.of(),
        "{}",
        Status.CREATE_IN_PROGRESS,
        "",
        journal.clock().instant(),
        declared.deletionPolicy(),
        declared.updateReplacePolicy(),
        dependencies);
  }

  synchronized void created() {
    created++;
  }

  synchronized void updated() {
    updated++;
  }

  synchronized void removed() {
    removed++;
  }

  synchronized void outputs(List<StoredStack.OutputValue> outputs) {
    if (!outputs.equals(now.outputs())) {
      now = now.with(outputs);
      touch();
      store.put(now);
    }
  }

  synchronized void complete() {
    if (begun) {
      end(now.updatedAt() == null ? Status.CREATE_COMPLETE : Status.UPDATE_COMPLETE, "");
    }
  }

  synchronized void fail(String reason) {
    touch();
    end(now.updatedAt() == null ? Status.CREATE_FAILED : Status.UPDATE_FAILED, reason);
  }

  private void end(Status status, String reason) {
    now = now.with(status, reason);
    store.put(now);
    journal.stack(now);
  }

  StackResult result() {
    return new StackResult(name(), created, updated, removed);
  }
}
