package dev.sundial.local.alarms;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An alarm and what became of it.
 *
 * @param configured last declared
 */
public record StoredAlarm(
    Alarm alarm, Status status, Instant configured, Map<String, String> tags) {

  public StoredAlarm {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  /**
   * The state an alarm is in.
   *
   * @param reason in words
   * @param reasonData the same as JSON
   * @param updated when state or reason last changed
   * @param transitioned when the state last changed
   */
  public record Status(
      AlarmState value,
      String reason,
      Optional<String> reasonData,
      Instant updated,
      Instant transitioned) {

    static Status initial(Instant now) {
      return new Status(
          AlarmState.INSUFFICIENT_DATA,
          "Unchecked: Initial alarm creation",
          Optional.empty(),
          now,
          now);
    }
  }

  static StoredAlarm created(Alarm alarm, Map<String, String> tags, Instant now) {
    return new StoredAlarm(alarm, Status.initial(now), now, tags);
  }

  public String name() {
    return alarm.name();
  }

  StoredAlarm declared(Alarm changed, Instant now) {
    return new StoredAlarm(changed, status, now, tags);
  }

  StoredAlarm withTags(Map<String, String> all) {
    return new StoredAlarm(alarm, status, configured, all);
  }

  StoredAlarm with(Status changed) {
    return new StoredAlarm(alarm, changed, configured, tags);
  }
}
