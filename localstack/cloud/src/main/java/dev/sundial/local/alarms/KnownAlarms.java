package dev.sundial.local.alarms;

import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The alarms there are, on the shelf and in memory, each with what evaluates it. Whoever only asks
 * needs no lock and waits for no evaluation; {@link Alarms} has one around every change.
 */
final class KnownAlarms {
  private static final System.Logger LOG = System.getLogger(KnownAlarms.class.getName());

  private final Shelf<StoredAlarm> shelf;
  private final NavigableMap<String, StoredAlarm> alarms = new ConcurrentSkipListMap<>();
  private final NavigableMap<String, Watcher> watchers = new ConcurrentSkipListMap<>();
  private final Map<String, String> troubles = new ConcurrentHashMap<>();
  private final CompositeRules rules = new CompositeRules();

  /**
   * @param untold transitions that were written, and the states they lead to perhaps not
   */
  KnownAlarms(StateStore store, List<Outbox.Entry> untold) {
    this.shelf = store.shelf("alarms", StoredAlarm.class);
    untold.forEach(entry -> complete(entry.transition()));
    shelf.values().forEach(this::remember);
  }

  private void complete(Transition transition) {
    shelf
        .get(transition.alarm().name())
        .filter(stored -> !stored.status().updated().isAfter(transition.after().updated()))
        .ifPresent(stored -> shelf.put(stored.name(), stored.with(transition.after())));
  }

  private void remember(StoredAlarm stored) {
    try {
      prepared(stored).run();
    } catch (RuntimeException e) {
      alarms.put(stored.name(), stored);
      trouble(stored.name(), e);
    }
  }

  boolean exists(String name) {
    return alarms.containsKey(name);
  }

  Optional<StoredAlarm> find(String name) {
    return Optional.ofNullable(alarms.get(name));
  }

  /**
   * @throws dev.sundial.local.endpoint.AwsError {@code ResourceNotFound}
   */
  StoredAlarm require(String name) {
    return find(name).orElseThrow(() -> AlarmErrors.notFound(name));
  }

  /** All in the order of their names. */
  List<StoredAlarm> all() {
    return List.copyOf(alarms.values());
  }

  /** What evaluates the metric alarms, by their names. */
  NavigableMap<String, Watcher> watchers() {
    return watchers;
  }

  CompositeRules rules() {
    return rules;
  }

  /** Those that the rule of a composite alarm names, as far as there are such. */
  List<StoredAlarm> children(String composite) {
    return rules.childrenOf(composite).stream().flatMap(name -> find(name).stream()).toList();
  }

  /** Keeps an alarm as it is declared; what evaluates it begins anew where that changed. */
  void declare(StoredAlarm alarm) {
    Runnable known = prepared(alarm);
    shelf.putDurably(alarm.name(), alarm);
    known.run();
  }

  /** Keeps an alarm whose state changed; the outbox makes it last. */
  void change(StoredAlarm alarm) {
    shelf.put(alarm.name(), alarm);
    alarms.put(alarm.name(), alarm);
  }

  /** Makes what evaluates an alarm, which may fail, before anything of it is kept. */
  private Runnable prepared(StoredAlarm alarm) {
    StoredAlarm before = alarms.get(alarm.name());
    if (before != null && before.alarm().equals(alarm.alarm())) {
      return () -> alarms.put(alarm.name(), alarm);
    }
    Runnable evaluated =
        switch (alarm.alarm()) {
          case Alarm.Metric metric -> {
            Watcher watcher = new Watcher(metric);
            yield () -> watchers.put(metric.name(), watcher);
          }
          case Alarm.Composite composite -> {
            Rule rule = RuleParser.parse(composite.rule());
            yield () -> rules.put(composite.name(), rule);
          }
        };
    return () -> {
      alarms.put(alarm.name(), alarm);
      troubles.remove(alarm.name());
      evaluated.run();
    };
  }

  /** Forgets an alarm; returns what it was. */
  Optional<StoredAlarm> remove(String name) {
    StoredAlarm gone = alarms.remove(name);
    if (gone != null) {
      watchers.remove(name);
      troubles.remove(name);
      rules.remove(name);
      shelf.removeDurably(name);
    }
    return Optional.ofNullable(gone);
  }

  /** Notes why an alarm cannot be evaluated. */
  void trouble(String name, RuntimeException e) {
    if (troubles.put(name, String.valueOf(e.getMessage())) == null) {
      LOG.log(Level.WARNING, "alarm " + name + " cannot be evaluated", e);
    }
  }

  /** An alarm was evaluated: nothing keeps it from that any more. */
  void forgetTrouble(String name) {
    if (!troubles.isEmpty()) {
      troubles.remove(name);
    }
  }

  /** What keeps an alarm from being evaluated, if anything does. */
  Optional<String> trouble(String name) {
    return Optional.ofNullable(troubles.get(name));
  }
}
