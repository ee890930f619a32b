package dev.sundial.local.alarms;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes the states of alarms and writes down each transition, which is told later: of an alarm
 * that is evaluated, and of the composite alarms that follow it.
 */
final class Transitions {
  private final KnownAlarms known;
  private final Outbox outbox;

  Transitions(KnownAlarms known, Outbox outbox) {
    this.known = known;
    this.outbox = outbox;
  }

  /** An alarm changes its state. */
  Outbox.Entry change(StoredAlarm before, StoredAlarm.Status status, List<StoredAlarm> causes) {
    StoredAlarm after = before.with(status);
    Outbox.Entry entry = outbox.add(new Transition(after, before.status(), causes));
    known.change(after);
    return entry;
  }

  /** The composite alarms that change because others did, and those that change because they do. */
  List<Outbox.Entry> follow(List<Outbox.Entry> first, Instant now) {
    List<Outbox.Entry> followed = new ArrayList<>();
    Deque<Outbox.Entry> open = new ArrayDeque<>(first);
    while (!open.isEmpty()) {
      StoredAlarm cause = open.removeFirst().transition().alarm();
      for (String parent : known.rules().parentsOf(cause.name())) {
        follow(parent, Optional.of(cause), now)
            .ifPresent(
                transition -> {
                  followed.add(transition);
                  open.add(transition);
                });
      }
    }
    return followed;
  }

  /** A composite alarm, when its state is not what its rule says of its children. */
  Optional<Outbox.Entry> follow(String name, Optional<StoredAlarm> cause, Instant now) {
    StoredAlarm before = known.require(name);
    Map<String, AlarmState> states = new HashMap<>();
    known.children(name).forEach(child -> states.put(child.name(), child.status().value()));
    AlarmState state = known.rules().holds(name, states) ? AlarmState.ALARM : AlarmState.OK;
    if (state == before.status().value()) {
      return Optional.empty();
    }
    List<StoredAlarm> causes = cause.map(List::of).orElseGet(() -> known.children(name));
    return Optional.of(
        change(before, CompositeReason.of(before, state, cause, causes, now), causes));
  }
}
