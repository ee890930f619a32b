package dev.sundial.local.alarms;

import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Transitions that the world was not told of yet. One is written before the state it leads to, so
 * that a kill at any moment loses neither: what is found here after a restart is true, and is told,
 * perhaps a second time.
 */
final class Outbox {
  private final StateStore store;
  private final Shelf<Transition> shelf;
  private long next;

  /** A transition under the key that takes it out again. */
  record Entry(String key, Transition transition) {}

  Outbox(StateStore store) {
    this.store = store;
    this.shelf = store.shelf("alarms.outbox", Transition.class);
    List<String> keys = shelf.keys();
    this.next = keys.isEmpty() ? 0 : Long.parseLong(keys.getLast()) + 1;
  }

  synchronized Entry add(Transition transition) {
    String key = String.format(Locale.ROOT, "%019d", next++);
    shelf.put(key, transition);
    return new Entry(key, transition);
  }

  /** Returns when a kill can no longer lose what was added, and what was stored beside it. */
  void commit() {
    store.commit();
  }

  void remove(Entry entry) {
    shelf.remove(entry.key());
  }

  /** What is left, oldest first. */
  List<Entry> all() {
    List<Entry> all = new ArrayList<>();
    for (Map.Entry<String, Transition> one : shelf.from("", Integer.MAX_VALUE)) {
      all.add(new Entry(one.getKey(), one.getValue()));
    }
    return all;
  }
}
