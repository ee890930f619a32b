package dev.sundial.local.scheduler;

import dev.sundial.local.delivery.Courier;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.iam.Trust;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.time.Timeline;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All schedules of the account, each an item on the timeline at its next occurrence. */
public final class Schedules {
  /** What schedules take their roles for: never one of them, always their group. */
  public static final String GROUP_ARN =
      Account.arn("scheduler", "schedule-group/" + Schedule.DEFAULT_GROUP);

  private static final Logger LOG = System.getLogger(Schedules.class.getName());
  private static final String ITEM = "schedule";

  private final Shelf<StoredSchedule> shelf;
  private final Timeline timeline;
  private final Courier courier;
  private final Trust roles;
  private final Map<String, Timeline.Due> armed = new HashMap<>();
  private boolean started;

  public Schedules(StateStore store, Timeline timeline, Courier courier, Trust roles) {
    this.shelf = store.shelf("schedules", StoredSchedule.class);
    this.timeline = timeline;
    this.courier = courier;
    this.roles = roles;
  }

  /** Puts every schedule on the timeline; until then nothing is due. */
  public synchronized void start() {
    started = true;
    shelf.values().forEach(this::arm);
  }

  /**
   * Invokes a schedule's target once, now, as its own occurrence would: the scheduled time is now,
   * in whole seconds.
   *
   * @return the scheduled time
   * @throws AwsError 404 when there is no such schedule
   */
  public synchronized Instant fire(String name) {
    StoredSchedule stored = get(name);
    Instant scheduled = now().truncatedTo(ChronoUnit.SECONDS);
    courier.send(Occurrence.of(stored.schedule(), scheduled).parcel(now()));
    return scheduled;
  }

  /** When a schedule is due next; empty when it is disabled or over. */
  public synchronized Optional<Instant> next(String name) {
    return Optional.of(get(name)).filter(s -> s.schedule().enabled()).flatMap(StoredSchedule::next);
  }

  /** Scheduled time of the last occurrence that was delivered. */
  public synchronized Optional<Instant> lastFired(String name) {
    return Optional.ofNullable(get(name).fired());
  }

  StoredSchedule get(String name) {
    return shelf
        .get(name)
        .orElseThrow(
            () ->
                new AwsError(
                    404, "ResourceNotFoundException", "Schedule " + name + " does not exist."));
  }

  /** Whether there is a schedule of that name. */
  public boolean exists(String name) {
    return shelf.get(name).isPresent();
  }

  List<StoredSchedule> all() {
    return shelf.values();
  }

  synchronized StoredSchedule create(Schedule schedule, @Nullable String token) {
    Optional<StoredSchedule> existing = shelf.get(schedule.name());
    if (existing.isPresent()) {
      if (token != null && token.equals(existing.get().token())) {
        return existing.get();
      }
      throw new AwsError(
          409, "ConflictException", "Schedule " + schedule.name() + " already exists.");
    }
    requireRole(schedule);
    return keep(StoredSchedule.created(schedule, now(), token));
  }

  /** Declares an existing schedule anew; the same declaration again changes nothing. */
  synchronized StoredSchedule update(Schedule schedule) {
    StoredSchedule before = get(schedule.name());
    if (before.schedule().equals(schedule)) {
      return before;
    }
    requireRole(schedule);
    return keep(before.declared(schedule, now()));
  }

  private void requireRole(Schedule schedule) {
    if (!roles.mayBeAssumed(schedule.target().roleArn(), GROUP_ARN)) {
      throw AwsError.validation(
          "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.");
    }
  }

  synchronized void delete(String name) {
    get(name);
    disarm(name);
    shelf.removeDurably(name);
  }

  private StoredSchedule keep(StoredSchedule stored) {
    shelf.putDurably(stored.schedule().name(), stored);
    arm(stored);
    return stored;
  }

  private void arm(StoredSchedule stored) {
    String name = stored.schedule().name();
    disarm(name);
    if (started && stored.schedule().enabled()) {
      stored
          .next()
          .ifPresent(next -> armed.put(name, timeline.at(next, ITEM, name, () -> due(name))));
    }
  }

  private void disarm(String name) {
    Timeline.Due due = armed.remove(name);
    if (due != null) {
      timeline.cancel(due);
    }
  }

  private synchronized void due(String name) {
    armed.remove(name);
    Optional<StoredSchedule> found = shelf.get(name).filter(s -> s.schedule().enabled());
    if (found.isEmpty()) {
      return;
    }
    StoredSchedule stored = found.get();
    Instant now = now();
    Optional<Instant> first = stored.next().filter(next -> !next.isAfter(now));
    if (first.isPresent()) {
      stored = reckon(stored, first.get(), now);
    }
    if (stored.schedule().deleteAfterCompletion() && stored.next().isEmpty()) {
      shelf.removeDurably(name);
    } else {
      arm(stored);
    }
  }

  /** Delivers the newest missed occurrence that is not too old, and passes over the others. */
  private StoredSchedule reckon(StoredSchedule stored, Instant first, Instant now) {
    Schedule schedule = stored.schedule();
    Instant oldest = now.minus(schedule.target().policy().maximumAge());
    Optional<Instant> newest = stored.newest(first.isBefore(oldest) ? oldest : first, now);
    if (newest.isEmpty() || newest.get().isAfter(first)) {
      LOG.log(
          Level.WARNING,
          "schedule {0} missed occurrences from {1} on, which are not caught up",
          schedule.name(),
          first);
    }
    if (newest.isEmpty()) {
      StoredSchedule passed = stored.reckoned(now);
      shelf.putDurably(schedule.name(), passed);
      return passed;
    }
    StoredSchedule fired = stored.fired(newest.get());
    // One commit for both: neither is an occurrence lost nor is it delivered twice by a kill.
    shelf.put(schedule.name(), fired);
    courier.send(Occurrence.of(schedule, newest.get()).parcel(newest.get()));
    return fired;
  }

  private Instant now() {
    return timeline.clock().instant();
  }
}
