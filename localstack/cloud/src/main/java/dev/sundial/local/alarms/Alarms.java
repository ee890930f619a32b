package dev.sundial.local.alarms;

import dev.sundial.local.events.BusEvent;
import dev.sundial.local.metrics.MetricSource;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** What measures has so long to begin before the alarm that watches it is first evaluated. */
  private static final Duration SETTLING = Duration.ofSeconds(30);

  private final KnownAlarms known;
  private final Transitions transitions;
  private final History history;
  private final Timeline timeline;
  private final MetricSource metrics;
  private final AlarmActions actions;
  private final Bell bell;
  private final Outbox outbox;
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
    this.history = new History(store);
    this.timeline = timeline;
    this.metrics = metrics;
    this.actions = actions;
    this.bell = new Bell(history, actions, bus, timeline.clock());
    this.outbox = new Outbox(store);
    this.known = new KnownAlarms(store, outbox.all());
    this.transitions = new Transitions(known, outbox);
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
    for (String name : known.rules().names()) {
      transitions
          .follow(name, Optional.empty(), now)
          .ifPresent(entry -> transitions.follow(List.of(entry), now));
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
      Optional<StoredAlarm> before = known.find(alarm.name());
      StoredAlarm after =
          before
              .map(stored -> stored.declared(alarm, now))
              .orElseGet(() -> StoredAlarm.created(alarm, tags, now));
      known.declare(after);
      boolean isNew = before.isEmpty();
      noteConfiguration(after, isNew ? "Create" : "Update", isNew ? "created" : "updated");
      if (alarm instanceof Alarm.Composite) {
        transitions.follow(alarm.name(), Optional.empty(), now).ifPresent(changed::add);
        changed.addAll(transitions.follow(changed, now));
      }
      schedule(now);
    }
    ring(changed);
  }

  private void check(Alarm alarm) {
    if (known
        .find(alarm.name())
        .filter(it -> !it.alarm().type().equals(alarm.type()))
        .isPresent()) {
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
    if (known.rules().closesCircle(composite.name(), rule)) {
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
      Set<String> parents = new TreeSet<>(known.rules().parentsOf(name));
      names.forEach(parents::remove);
      if (exists(name) && !parents.isEmpty()) {
        throw AlarmErrors.invalid(
            "Cannot delete " + name + " as there are composite alarm(s) depending on it.");
      }
    }
    for (String name : names) {
      known.remove(name).ifPresent(gone -> noteConfiguration(gone, "Delete", "deleted"));
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
      StoredAlarm before = known.require(name);
      Instant now = now();
      boolean same = before.status().value() == state;
      StoredAlarm after =
          before.with(
              new StoredAlarm.Status(
                  state, reason, data, now, same ? before.status().transitioned() : now));
      if (!same) {
        changed.add(outbox.add(new Transition(after, before.status(), List.of())));
      }
      known.declare(after);
      if (!same) {
        changed.addAll(transitions.follow(changed, now));
      }
    }
    ring(changed);
  }

  /** Switches the actions of those of the alarms that exist. */
  public synchronized void enableActions(Collection<String> names, boolean enabled) {
    for (String name : names) {
      known
          .find(name)
          .filter(before -> before.alarm().settings().actionsEnabled() != enabled)
          .ifPresent(
              before -> {
                Alarm alarm = before.alarm();
                StoredAlarm after =
                    before.declared(
                        alarm.with(alarm.settings().withActionsEnabled(enabled)), now());
                known.declare(after);
                noteConfiguration(after, "Update", "updated");
              });
    }
  }

  /**
   * Changes the tags of an alarm.
   *
   * @throws dev.sundial.local.endpoint.AwsError {@code ResourceNotFound}
   */
  public synchronized void tag(String name, UnaryOperator<Map<String, String>> change) {
    StoredAlarm before = known.require(name);
    known.declare(before.withTags(change.apply(new TreeMap<>(before.tags()))));
  }

  public boolean exists(String name) {
    return known.exists(name);
  }

  public Optional<StoredAlarm> find(String name) {
    return known.find(name);
  }

  /** All alarms in the order of their names. */
  public List<StoredAlarm> all() {
    return known.all();
  }

  /** What keeps an alarm from being evaluated, if anything does. */
  public Optional<String> trouble(String name) {
    return known.trouble(name);
  }

  /** What happened in the last 30 days, oldest first, under keys that order and tell it apart. */
  public List<Map.Entry<String, HistoryItem>> history() {
    return history.entries();
  }

  /** Alarms that the rule of a composite alarm names. */
  public synchronized Set<String> childrenOf(String composite) {
    return known.rules().childrenOf(composite);
  }

  /** Composite alarms whose rules name an alarm. */
  public synchronized Set<String> parentsOf(String alarm) {
    return known.rules().parentsOf(alarm);
  }

  private void tick() {
    synchronized (this) {
      next = null;
      schedule(now());
    }
    Instant now = now();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    List<Outbox.Entry> changed = new ArrayList<>();
    for (Map.Entry<String, Watcher> entry : known.watchers().entrySet()) {
      evaluate(entry.getKey(), entry.getValue(), minute, now).ifPresent(changed::add);
    }
    if (!changed.isEmpty()) {
      synchronized (this) {
        changed.addAll(transitions.follow(changed, now));
      }
      ring(changed);
    }
  }

  /** One alarm at a time has the lock, so that who changes alarms does not wait for all of them. */
  private synchronized Optional<Outbox.Entry> evaluate(
      String name, Watcher watcher, Instant minute, Instant now) {
    Optional<StoredAlarm> found = known.find(name);
    if (found.isEmpty()
        || known.watchers().get(name) != watcher
        || found.get().configured().plus(SETTLING).isAfter(minute)) {
      return Optional.empty();
    }
    StoredAlarm before = found.get();
    try {
      Optional<StoredAlarm.Status> status = watcher.evaluate(metrics, before.status(), minute, now);
      known.forgetTrouble(name);
      return status.map(changed -> transitions.change(before, changed, List.of()));
    } catch (RuntimeException e) {
      known.trouble(name, e);
      return Optional.empty();
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

  /** At the first whole minute after an instant, unless the next evaluation is known already. */
  private void schedule(Instant after) {
    if (started && next == null && !known.watchers().isEmpty()) {
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

  private Instant now() {
    return timeline.clock().instant();
  }
}
