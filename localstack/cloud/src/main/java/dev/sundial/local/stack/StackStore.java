package dev.sundial.local.stack;

import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Stacks, resources and events on their shelves. */
final class StackStore {
  /** Oldest events are forgotten beyond this many. */
  static final int MAX_EVENTS = 2_000;

  private final Shelf<StoredStack> stacks;
  private final Shelf<StoredResource> resources;
  private final Shelf<StackEvent> events;
  private long lastEvent;

  StackStore(StateStore store) {
    this.stacks = store.shelf("stacks", StoredStack.class);
    this.resources = store.shelf("stack-resources", StoredResource.class);
    this.events = store.shelf("stack-events", StackEvent.class);
    List<String> keys = events.keys();
    this.lastEvent = keys.isEmpty() ? 0 : Long.parseLong(keys.getLast());
  }

  /** All stacks, first deployed first. */
  List<StoredStack> stacks() {
    return stacks.values().stream().sorted(Comparator.comparing(StoredStack::number)).toList();
  }

  Optional<StoredStack> stack(String name) {
    return stacks.get(name);
  }

  void put(StoredStack stack) {
    stacks.putDurably(stack.name(), stack);
  }

  void removeStack(String name) {
    stacks.removeDurably(name);
  }

  long nextNumber() {
    return stacks.values().stream().mapToLong(StoredStack::number).max().orElse(0) + 1;
  }

  /** The resources of a stack, superseded ones too. */
  List<StoredResource> resources(String stack) {
    return resources.values().stream().filter(r -> r.stack().equals(stack)).toList();
  }

  /** The resources of all stacks. */
  List<StoredResource> all() {
    return resources.values();
  }

  Optional<StoredResource> resource(String stack, String logicalId) {
    return resources.get(stack + "/" + logicalId);
  }

  void put(StoredResource resource) {
    resources.putDurably(resource.key(), resource);
  }

  /** Moves the record to its superseded key and lets the next generation take its place. */
  void supersede(StoredResource old, StoredResource next) {
    resources.put(old.asSuperseded().key(), old.asSuperseded());
    resources.putDurably(next.key(), next);
  }

  void remove(StoredResource resource) {
    resources.removeDurably(resource.key());
  }

  synchronized StackEvent note(
      String stack,
      String logicalId,
      String physicalId,
      String type,
      Status status,
      String reason,
      Instant at) {
    StackEvent event =
        new StackEvent(++lastEvent, stack, logicalId, physicalId, type, status, reason, at);
    events.put("%012d".formatted(event.number()), event);
    while (events.size() > MAX_EVENTS) {
      events.firstKey().ifPresent(events::remove);
    }
    return event;
  }

  /** The events of a stack, newest first. */
  List<StackEvent> events(String stack) {
    return events.values().reversed().stream().filter(e -> e.stack().equals(stack)).toList();
  }
}
