package dev.sundial.local.scheduler;

import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.state.Shelf;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.time.Timeline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The schedules, each with its next occurrence on the timeline. What was due while the process was
 * down is delivered late when it is no older than the target's maximum event age, and forgotten
 * otherwise.
 */
public final class Schedules {
  private final Shelf<Schedule> shelf;
  private final Timeline timeline;
  private final Deliveries deliveries;
  private final Map<String, Timeline.Due> planned = new HashMap<>();

  public Schedules(StateStore store, Timeline timeline, ScheduleTargets targets) {
    this.shelf = store.shelf("scheduler.schedules", Schedule.class);
    this.timeline = timeline;
    this.deliveries = new Deliveries(store, timeline, targets);
  }

  /** Takes up what an earlier process left. */
  public synchronized void start() {
    deliveries.resume();
    shelf.values().forEach(this::catchUp);
  }

  public List<Schedule> all() {
    return shelf.values();
  }

  /** What is on its way. */
  public List<Delivery> pending() {
    return deliveries.pending();
  }

  public Optional<Schedule> find(String name) {
    return shelf.get(name);
  }

  /**
   * @throws AwsError when there is none of that name
   */
  public Schedule get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new AwsError(
                    404, "ResourceNotFoundException", "Schedule " + name + " does not exist."));
  }

  /** Makes a schedule, or replaces one; its next occurrence is the first after now. */
  public synchronized void put(Schedule schedule) {
    Instant now = timeline.clock().instant();
    Schedule due =
        schedule.withDue(schedule.enabled() ? Occurrences.after(schedule, now) : Optional.empty());
    shelf.putDurably(due.name(), due);
    plan(due);
  }

  public synchronized void delete(String name) {
    unplan(name);
    shelf.removeDurably(name);
  }

  /**
   * Delivers a schedule once, now, as if it were due; its plan stays. Returns the scheduled time.
   */
  public Instant fire(String name) {
    Instant now = timeline.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    deliver(get(name), now);
    return now;
  }

  private void catchUp(Schedule schedule) {
    Instant now = timeline.clock().instant();
    Schedule current = schedule;
    while (current.due().filter(due -> !due.isAfter(now)).isPresent()) {
      Instant due = current.due().get();
      boolean young = !due.isBefore(now.minusSeconds(schedule.target().maximumAgeSeconds()));
      Instant from = young ? due : now.minusSeconds(schedule.target().maximumAgeSeconds() + 1L);
      current = current.withDue(Occurrences.after(current, from));
      shelf.putDurably(current.name(), current);
      if (young) {
        deliver(current, due);
      }
    }
    plan(current);
  }

  private void plan(Schedule schedule) {
    unplan(schedule.name());
    schedule
        .due()
        .ifPresent(
            due ->
                planned.put(
                    schedule.name(),
                    timeline.at(
                        due, "schedule", schedule.name(), () -> onDue(schedule.name(), due))));
  }

  private void unplan(String name) {
    Timeline.Due before = planned.remove(name);
    if (before != null) {
      timeline.cancel(before);
    }
  }

  private synchronized void onDue(String name, Instant due) {
    Optional<Schedule> schedule = find(name).filter(s -> s.due().equals(Optional.of(due)));
    if (schedule.isPresent()) {
      deliver(schedule.get(), due);
      Schedule next = schedule.get().withDue(Occurrences.after(schedule.get(), due));
      shelf.putDurably(name, next);
      plan(next);
    }
  }

  private void deliver(Schedule schedule, Instant due) {
    Delivery delivery =
        new Delivery(UUID.randomUUID().toString(), schedule.name(), due, schedule.target(), 0, due);
    deliveries.keep(delivery);
    deliveries.attempt(delivery);
  }
}
