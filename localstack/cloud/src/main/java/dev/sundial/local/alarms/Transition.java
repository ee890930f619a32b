package dev.sundial.local.alarms;

import java.util.List;

/**
 * A change of an alarm's state.
 *
 * @param alarm as it is after it
 * @param causes of a composite alarm: the alarms that brought it about
 */
record Transition(StoredAlarm alarm, StoredAlarm.Status before, List<StoredAlarm> causes) {
  Transition {
    causes = List.copyOf(causes);
  }

  StoredAlarm.Status after() {
    return alarm.status();
  }
}
