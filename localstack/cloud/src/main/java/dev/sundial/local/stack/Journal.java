package dev.sundial.local.stack;

import java.time.Clock;
import java.util.function.Consumer;

/** Notes events with their virtual time and tells whoever watches the deployment. */
final class Journal {
  private final StackStore store;
  private final Clock clock;
  private final Consumer<StackEvent> watcher;

  Journal(StackStore store, Clock clock, Consumer<StackEvent> watcher) {
    this.store = store;
    this.clock = clock;
    this.watcher = watcher;
  }

  Clock clock() {
    return clock;
  }

  /** The resource in its new state, which was noted but not stored. */
  synchronized StoredResource resource(StoredResource resource, Status status, String reason) {
    StoredResource now = resource.with(status, reason, clock.instant());
    String physicalId = now.physicalId() == null ? "" : now.physicalId();
    watcher.accept(
        store.note(
            now.stack(), now.logicalId(), physicalId, now.type(), status, reason, now.since()));
    return now;
  }

  synchronized void stack(StoredStack stack) {
    watcher.accept(
        store.note(
            stack.name(),
            stack.name(),
            stack.id(),
            StackEvent.STACK_TYPE,
            stack.status(),
            stack.reason(),
            clock.instant()));
  }
}
