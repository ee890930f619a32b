package dev.sundial.local.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.delivery.Courier;
import dev.sundial.local.delivery.Parcel;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.time.Timeline;
import dev.sundial.local.wire.Trees;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The rules of all buses. An event is with the courier for every target that wants it before its
 * producer gets an answer. A rule with a schedule is an item on the timeline; what it missed while
 * the cloud was off is not caught up, except the newest occurrence for targets that still take an
 * event of that age.
 */
public final class Rules implements EventListener {
  private static final Logger LOG = System.getLogger(Rules.class.getName());
  private static final String ITEM = "rule";
  private static final String SCHEDULED = "Scheduled Event";

  private final EventBuses buses;
  private final Shelf<StoredRule> shelf;
  private final Timeline timeline;
  private final Courier courier;
  private final Map<String, EventPattern> patterns = new ConcurrentHashMap<>();
  private final Map<String, Timeline.Due> armed = new HashMap<>();
  private boolean started;

  /** Listens to the buses from now on. */
  public Rules(StateStore store, Timeline timeline, EventBuses buses, Courier courier) {
    this.buses = buses;
    this.shelf = store.shelf("events.rules", StoredRule.class);
    this.timeline = timeline;
    this.courier = courier;
    buses.listen(this);
  }

  /** Puts the rules with a schedule on the timeline; until then none is due. */
  public synchronized void start() {
    started = true;
    shelf.values().forEach(this::arm);
  }

  @Override
  public void put(BusEvent event) {
    ObjectNode envelope = event.envelope();
    List<Parcel> parcels = new ArrayList<>();
    for (StoredRule rule : of(event.bus())) {
      if (rule.enabled() && rule.pattern() != null && pattern(rule.pattern()).matches(envelope)) {
        parcels.addAll(parcels(rule, envelope, timeline.clock().instant(), target -> true));
      }
    }
    if (!parcels.isEmpty()) {
      courier.send(parcels);
    }
  }

  /**
   * Sends a rule's scheduled event to its targets once, now, as its own occurrence would.
   *
   * @param rule name of a rule of the default bus
   * @return the event's time
   */
  public synchronized Instant fireNow(String rule) {
    Instant now = timeline.clock().instant();
    StoredRule stored = get(EventBuses.DEFAULT, rule);
    courier.send(parcels(stored, scheduled(stored, now), now, target -> true));
    return now;
  }

  List<StoredRule> of(String bus) {
    return shelf.values().stream().filter(rule -> rule.bus().equals(bus)).toList();
  }

  Optional<StoredRule> find(String bus, String rule) {
    return shelf.get(StoredRule.key(bus, rule));
  }

  StoredRule get(String bus, String rule) {
    buses.require(Optional.of(bus));
    return find(bus, rule)
        .orElseThrow(
            () ->
                new AwsError(
                    400,
                    "ResourceNotFoundException",
                    "Rule " + rule + " does not exist on EventBus " + bus + "."));
  }

  /** Declares a rule: a new one, or another declaration of one with its targets kept. */
  synchronized StoredRule declare(RuleDeclaration declared) {
    Instant now = timeline.clock().instant();
    String bus = buses.require(Optional.of(declared.bus()));
    Optional<StoredRule> before = find(bus, declared.name());
    boolean same = before.filter(rule -> declared.sameSchedule(rule.expression())).isPresent();
    Instant reckoned =
        before.filter(rule -> same && rule.enabled()).map(StoredRule::reckoned).orElse(now);
    StoredRule rule =
        new StoredRule(
            bus,
            declared.name(),
            declared.pattern(),
            declared.expression(),
            declared.enabled(),
            declared.description(),
            declared.roleArn(),
            before.map(StoredRule::targets).orElse(List.of()),
            same ? before.map(StoredRule::begun).orElse(now) : now,
            reckoned);
    keep(rule);
    return rule;
  }

  synchronized void enable(String bus, String name, boolean enabled) {
    StoredRule rule = get(bus, name);
    declare(
        new RuleDeclaration(
            bus,
            name,
            rule.pattern(),
            rule.expression(),
            enabled,
            rule.description(),
            rule.roleArn()));
  }

  synchronized void retarget(StoredRule rule, List<RuleTarget> targets) {
    keep(get(rule.bus(), rule.name()).withTargets(targets));
  }

  synchronized void delete(String bus, String name) {
    disarm(StoredRule.key(bus, name));
    shelf.removeDurably(StoredRule.key(bus, name));
  }

  private void keep(StoredRule rule) {
    shelf.putDurably(rule.key(), rule);
    arm(rule);
  }

  private void arm(StoredRule rule) {
    disarm(rule.key());
    if (started && rule.enabled()) {
      rule.next(rule.reckoned())
          .ifPresent(
              next ->
                  armed.put(
                      rule.key(), timeline.at(next, ITEM, rule.name(), () -> due(rule.key()))));
    }
  }

  private void disarm(String key) {
    Timeline.Due due = armed.remove(key);
    if (due != null) {
      timeline.cancel(due);
    }
  }

  private synchronized void due(String key) {
    armed.remove(key);
    Optional<StoredRule> found = shelf.get(key).filter(StoredRule::enabled);
    if (found.isEmpty()) {
      return;
    }
    StoredRule rule = found.get();
    Instant now = timeline.clock().instant();
    Optional<Instant> first = rule.next(rule.reckoned()).filter(next -> !next.isAfter(now));
    if (first.isPresent()) {
      Instant newest = newest(rule, first.get(), now);
      if (newest.isAfter(first.get())) {
        LOG.log(Level.WARNING, "rule {0} passed over what it missed", rule.name());
      }
      rule = rule.reckoned(newest);
      // One commit for both: neither is an occurrence lost nor is it sent twice by a kill.
      shelf.put(key, rule);
      courier.send(
          parcels(
              rule,
              scheduled(rule, newest),
              newest,
              target -> !newest.plus(target.policy().maximumAge()).isBefore(now)));
    }
    arm(rule);
  }

  /** Looks back one day at most: no target takes anything older. */
  private static Instant newest(StoredRule rule, Instant first, Instant now) {
    Instant oldest = now.minusSeconds(86_400);
    Instant newest =
        first.isBefore(oldest)
            ? rule.next(oldest).filter(next -> !next.isAfter(now)).orElse(first)
            : first;
    Optional<Instant> next = rule.next(newest);
    while (next.filter(found -> !found.isAfter(now)).isPresent()) {
      newest = next.get();
      next = rule.next(newest);
    }
    return newest;
  }

  private static ObjectNode scheduled(StoredRule rule, Instant time) {
    return new BusEvent(
            rule.bus(),
            UUID.randomUUID().toString(),
            "aws.events",
            SCHEDULED,
            time,
            List.of(rule.arn()),
            Trees.object())
        .envelope();
  }

  private static List<Parcel> parcels(
      StoredRule rule, ObjectNode event, Instant born, Predicate<RuleTarget> wanted) {
    return rule.targets().stream()
        .filter(wanted)
        .map(target -> parcel(rule, target, event, born))
        .toList();
  }

  private static Parcel parcel(StoredRule rule, RuleTarget target, ObjectNode event, Instant born) {
    return new Parcel(
        "rule-" + UUID.randomUUID(),
        new Parcel.Sender(Parcel.Kind.RULE, rule.name(), rule.arn(), target.roleArn()),
        target.arn(),
        target.payload(event, rule.name(), rule.arn(), born),
        event.toString(),
        Map.of(),
        born,
        target.policy(),
        target.deadLetterQueue(),
        Map.of("RULE_ARN", rule.arn()),
        0,
        born,
        null);
  }

  private EventPattern pattern(String json) {
    return patterns.computeIfAbsent(json, EventPattern::parse);
  }
}
