package dev.sundial.local.alarms;

import dev.sundial.local.events.BusEvent;
import dev.sundial.local.metrics.MetricSource;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.time.Timeline;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The alarms of the account. One item of the timeline evaluates all metric alarms each minute;
 * composite alarms follow their children at once.
 */
public final class Alarms {
  /** Kind of the timeline's items. */
  public static final String KIND = "alarms";

  private static final System.Logger LOG = System.getLogger(Alarms.class.getName());
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** What measures has so long to begin before the alarm that watches it is first evaluated. */
  private static final Duration SETTLING = Duration.ofSeconds(30);

  private final Shelf<StoredAlarm> shelf;
  private final History history;
  private final Timeline timeline;
  private final MetricSource metrics;
  private final AlarmActions actions;
  private final Bell bell;
  private final Outbox outbox;
  // Read without the lock, so that nobody who only asks waits for an evaluation.
  private final NavigableMap<String, StoredAlarm> alarms = new ConcurrentSkipListMap<>();
  private final NavigableMap<String, Watcher> watchers = new ConcurrentSkipListMap<>();
  private final Map<String, String> troubles = new ConcurrentHashMap<>();
  private final CompositeRules rules = new CompositeRules();
  private Timeline.@Nullable Due next;
  private boolean started;

  /**
   * @param actions executes what alarms do
   * @param bus takes the events of state changes
   */
  public Alarms(
      StateStore store,
      Timeline timeline,
      MetricSource metrics,
      AlarmActions actions,
      Consumer<BusEvent> bus) {
    this.shelf = store.shelf("alarms", StoredAlarm.class);
    this.history = new History(store);
    this.timeline = timeline;
    this.metrics = metrics;
    this.actions = actions;
    this.bell = new Bell(history, actions, bus, timeline.clock());
    this.outbox = new Outbox(store);
    outbox.all().forEach(entry -> complete(entry.transition()));
    shelf.values().forEach(this::remember);
  }

  /** Puts an alarm into the state of a transition that was written, and the state perhaps not. */
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

  /** Begins to evaluate, and tells what was still to be told when the process ended. */
  public void start() {
    synchronized (this) {
      started = true;
      schedule(now().plus(SETTLING).minusNanos(1));
      recall();
    }
    ring(outbox.all());
  }

  /** Composite alarms that could not follow their children before the process ended do so now. */
  private void recall() {
    Instant now = now();
    for (String name : rules.names()) {
      reevaluate(name, Optional.empty(), now).ifPresent(entry -> follow(List.of(entry), now));
    }
  }

  /**
   * Declares an alarm. One of that name keeps its state and tags and is evaluated anew.
   *
   * @param tags of a new alarm
   * @throws dev.sundial.local.endpoint.AwsError when it cannot be
   */
  public void put(Alarm alarm, Map<String, String> tags) {
    List<Outbox.Entry> changed = new ArrayList<>();
    synchronized (this) {
      check(alarm);
      Instant now = now();
      StoredAlarm before = alarms.get(alarm.name());
      StoredAlarm after =
          before == null ? StoredAlarm.created(alarm, tags, now) : before.declared(alarm, now);
      keep(after);
      String type = before == null ? "Create" : "Update";
      noteConfiguration(after, type, before == null ? "created" : "updated");
      if (alarm instanceof Alarm.Composite) {
        reevaluate(alarm.name(), Optional.empty(), now).ifPresent(changed::add);
        changed.addAll(follow(changed, now));
      }
      schedule(now);
    }
    ring(changed);
  }

  private void check(Alarm alarm) {
    StoredAlarm before = alarms.get(alarm.name());
    if (before != null && !before.alarm().type().equals(alarm.type())) {
      throw AlarmErrors.invalid(
          "An alarm of another type has the name " + alarm.name() + " already");
    }
    Set<String> arns = new TreeSet<>(alarm.settings().alarmActions());
    arns.addAll(alarm.settings().okActions());
    arns.addAll(alarm.settings().insufficientDataActions());
    arns.forEach(actions::requireReach);
    if (alarm instanceof Alarm.Composite composite) {
      checkRule(composite);
    }
  }

  private void checkRule(Alarm.Composite composite) {
    Rule rule;
    try {
      rule = RuleParser.parse(composite.rule());
    } catch (IllegalArgumentException e) {
      throw AlarmErrors.invalid("AlarmRule " + e.getMessage());
    }
    List<String> gone = rule.children().stream().filter(name -> !exists(name)).sorted().toList();
    if (!gone.isEmpty() && !gone.equals(List.of(composite.name()))) {
      throw AlarmErrors.invalid(
          "Could not save the composite alarm as alarms "
              + gone
              + " in the alarm rule do not exist");
    }
    if (rules.closesCircle(composite.name(), rule)) {
      throw AlarmErrors.invalid(
          "Could not save the composite alarm as its alarm rule depends on " + composite.name());
    }
  }

  /**
   * Removes alarms; those that do not exist are passed over, as AWS does.
   *
   * @throws dev.sundial.local.endpoint.AwsError {@code ValidationError} when a composite alarm that
   *     stays asks about one
   */
  public synchronized void delete(Collection<String> names) {
    for (String name : names) {
      Set<String> parents = new TreeSet<>(rules.parentsOf(name));
      names.forEach(parents::remove);
      if (exists(name) && !parents.isEmpty()) {
        throw AlarmErrors.invalid(
            "Cannot delete " + name + " as there are composite alarm(s) depending on it.");
      }
    }
    for (String name : names) {
      StoredAlarm gone = alarms.remove(name);
      if (gone != null) {
        watchers.remove(name);
        troubles.remove(name);
        rules.remove(name);
        shelf.removeDurably(name);
        noteConfiguration(gone, "Delete", "deleted");
      }
    }
  }

  /**
   * Sets a state by hand, with its actions; the next evaluation may set it back.
   *
   * @throws dev.sundial.local.endpoint.AwsError {@code ResourceNotFound}
   */
  public void setState(String name, AlarmState state, String reason, Optional<String> data) {
    List<Outbox.Entry> changed = new ArrayList<>();
    synchronized (this) {
      StoredAlarm before = require(name);
      Instant now = now();
      boolean same = before.status().value() == state;
      StoredAlarm after =
          before.with(
              new StoredAlarm.Status(
                  state, reason, data, now, same ? before.status().transitioned() : now));
      if (!same) {
        changed.add(outbox.add(new Transition(after, before.status(), List.of())));
      }
      keep(after);
      if (!same) {
        changed.addAll(follow(changed, now));
      }
    }
    ring(changed);
  }

  /** Switches the actions of those of the alarms that exist. */
  public synchronized void enableActions(Collection<String> names, boolean enabled) {
    for (String name : names) {
      StoredAlarm before = alarms.get(name);
      if (before != null && before.alarm().settings().actionsEnabled() != enabled) {
        Alarm alarm = before.alarm();
        StoredAlarm after =
            before.declared(alarm.with(alarm.settings().withActionsEnabled(enabled)), now());
        keep(after);
        noteConfiguration(after, "Update", "updated");
      }
    }
  }

  /**
   * Changes the tags of an alarm.
   *
   * @throws dev.sundial.local.endpoint.AwsError {@code ResourceNotFound}
   */
  public synchronized void tag(String name, UnaryOperator<Map<String, String>> change) {
    StoredAlarm before = require(name);
    keep(before.withTags(change.apply(new TreeMap<>(before.tags()))));
  }

  public boolean exists(String name) {
    return alarms.containsKey(name);
  }

  public Optional<StoredAlarm> find(String name) {
    return Optional.ofNullable(alarms.get(name));
  }

  /** All alarms in the order of their names. */
  public List<StoredAlarm> all() {
    return List.copyOf(alarms.values());
  }

  /** What keeps an alarm from being evaluated, if anything does. */
  public Optional<String> trouble(String name) {
    return Optional.ofNullable(troubles.get(name));
  }

  /** What happened in the last 30 days, oldest first, under keys that order and tell it apart. */
  public List<Map.Entry<String, HistoryItem>> history() {
    return history.entries();
  }

  /** Alarms that the rule of a composite alarm names. */
  public synchronized Set<String> childrenOf(String composite) {
    return rules.childrenOf(composite);
  }

  /** Composite alarms whose rules name an alarm. */
  public synchronized Set<String> parentsOf(String alarm) {
    return rules.parentsOf(alarm);
  }

  private void tick() {
    synchronized (this) {
      next = null;
      schedule(now());
    }
    Instant now = now();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    List<Outbox.Entry> changed = new ArrayList<>();
    for (Map.Entry<String, Watcher> entry : watchers.entrySet()) {
      evaluate(entry.getKey(), entry.getValue(), minute, now).ifPresent(changed::add);
    }
    if (!changed.isEmpty()) {
      synchronized (this) {
        changed.addAll(follow(changed, now));
      }
      ring(changed);
    }
  }

  /** One alarm at a time has the lock, so that who changes alarms does not wait for all of them. */
  private synchronized Optional<Outbox.Entry> evaluate(
      String name, Watcher watcher, Instant minute, Instant now) {
    StoredAlarm before = alarms.get(name);
    if (before == null
        || watchers.get(name) != watcher
        || before.configured().plus(SETTLING).isAfter(minute)) {
      return Optional.empty();
    }
    try {
      Optional<StoredAlarm.Status> status = watcher.evaluate(metrics, before.status(), minute, now);
      if (!troubles.isEmpty()) {
        troubles.remove(name);
      }
      return status.map(changed -> change(before, changed, List.of()));
    } catch (RuntimeException e) {
      trouble(name, e);
      return Optional.empty();
    }
  }

  private void trouble(String name, RuntimeException e) {
    if (troubles.put(name, String.valueOf(e.getMessage())) == null) {
      LOG.log(Level.WARNING, "alarm " + name + " cannot be evaluated", e);
    }
  }

  /** Tells of transitions that are written, and forgets each when it is told. */
  private void ring(List<Outbox.Entry> changed) {
    if (changed.isEmpty()) {
      return;
    }
    outbox.commit();
    for (Outbox.Entry entry : changed) {
      bell.ring(entry.transition());
      outbox.remove(entry);
    }
    outbox.commit();
  }

  /** The composite alarms that change because others did, and those that change because they do. */
  private List<Outbox.Entry> follow(List<Outbox.Entry> first, Instant now) {
    List<Outbox.Entry> followed = new ArrayList<>();
    Deque<Outbox.Entry> open = new ArrayDeque<>(first);
    while (!open.isEmpty()) {
      StoredAlarm cause = open.removeFirst().transition().alarm();
      for (String parent : rules.parentsOf(cause.name())) {
        reevaluate(parent, Optional.of(cause), now)
            .ifPresent(
                transition -> {
                  followed.add(transition);
                  open.add(transition);
                });
      }
    }
    return followed;
  }

  private Optional<Outbox.Entry> reevaluate(String name, Optional<StoredAlarm> cause, Instant now) {
    StoredAlarm before = require(name);
    Map<String, AlarmState> states = new HashMap<>();
    rules
        .childrenOf(name)
        .forEach(child -> find(child).ifPresent(one -> states.put(child, one.status().value())));
    AlarmState state = rules.holds(name, states) ? AlarmState.ALARM : AlarmState.OK;
    if (state == before.status().value()) {
      return Optional.empty();
    }
    List<StoredAlarm> causes =
        cause
            .map(List::of)
            .orElseGet(
                () -> rules.childrenOf(name).stream().flatMap(c -> find(c).stream()).toList());
    return Optional.of(
        change(before, CompositeReason.of(before, state, cause, causes, now), causes));
  }

  private Outbox.Entry change(
      StoredAlarm before, StoredAlarm.Status status, List<StoredAlarm> causes) {
    StoredAlarm after = before.with(status);
    Outbox.Entry entry = outbox.add(new Transition(after, before.status(), causes));
    shelf.put(after.name(), after);
    alarms.put(after.name(), after);
    return entry;
  }

  private void keep(StoredAlarm alarm) {
    Runnable known = prepared(alarm);
    shelf.putDurably(alarm.name(), alarm);
    known.run();
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

  /** At the first whole minute after an instant, unless the next evaluation is known already. */
  private void schedule(Instant after) {
    if (started && next == null && !watchers.isEmpty()) {
      Instant minute = after.truncatedTo(ChronoUnit.MINUTES).plus(MINUTE);
      next = timeline.at(minute, KIND, "evaluation", this::tick);
    }
  }

  private void noteConfiguration(StoredAlarm alarm, String type, String word) {
    bell.note(
        alarm,
        HistoryItem.CONFIGURATION,
        "Alarm \"" + alarm.name() + "\" " + word,
        HistoryData.configuration(type, alarm));
  }

  private StoredAlarm require(String name) {
    return find(name).orElseThrow(() -> AlarmErrors.notFound(name));
  }

  private Instant now() {
    return timeline.clock().instant();
  }
}
