package dev.sundial.local.scheduler;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schedule and how far it has come.
 *
 * @param modified last declared
 * @param begun when the expression was first declared; a rate without a start begins here
 * @param reckoned every occurrence up to here was delivered or passed over
 * @param fired scheduled time of the last occurrence that was delivered; null before
 * @param token of the client that created it, so that its retry is no conflict
 */
record StoredSchedule(
    Schedule schedule,
    Instant created,
    Instant modified,
    Instant begun,
    Instant reckoned,
    @Nullable Instant fired,
    @Nullable String token) {

  static StoredSchedule created(Schedule schedule, Instant now, @Nullable String token) {
    return new StoredSchedule(schedule, now, now, now, now.minusNanos(1), null, token);
  }

  /** The same schedule declared anew; what it missed until now stays missed. */
  StoredSchedule declared(Schedule changed, Instant now) {
    boolean same = changed.expression().equals(schedule.expression());
    Instant before = now.minusNanos(1);
    return new StoredSchedule(
        changed,
        created,
        now,
        same ? begun : now,
        reckoned.isAfter(before) ? reckoned : before,
        fired,
        token);
  }

  StoredSchedule reckoned(Instant until) {
    return new StoredSchedule(schedule, created, modified, begun, until, fired, token);
  }

  StoredSchedule fired(Instant scheduled) {
    return new StoredSchedule(schedule, created, modified, begun, scheduled, scheduled, token);
  }

  /** The first occurrence that was not reckoned with yet. */
  Optional<Instant> next() {
    return schedule.next(reckoned, begun);
  }

  /** The newest occurrence within a span, ends included; empty when there is none. */
  Optional<Instant> newest(Instant from, Instant until) {
    Optional<Instant> newest = Optional.empty();
    Optional<Instant> next = schedule.next(from.minusNanos(1), begun);
    while (next.filter(found -> !found.isAfter(until)).isPresent()) {
      newest = next;
      next = schedule.next(next.get(), begun);
    }
    return newest;
  }
}
