package dev.sundial.local.alarms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.wire.Trees;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Why a composite alarm is in a state, in CloudWatch's words. */
final class CompositeReason {
  private CompositeReason() {}

  /**
   * @param cause the alarm that changed; empty when the composite alarm itself was declared
   * @param triggering the alarms told as having brought it about
   */
  static StoredAlarm.Status of(
      StoredAlarm alarm,
      AlarmState state,
      Optional<StoredAlarm> cause,
      List<StoredAlarm> triggering,
      Instant now) {
    String reason =
        cause
            .map(
                child ->
                    child.alarm().arn()
                        + " transitioned to "
                        + child.status().value()
                        + " at "
                        + Stamp.words(child.status().transitioned()))
            .orElseGet(
                () ->
                    alarm.alarm().arn()
                        + (alarm.status().reasonData().isPresent()
                            ? " was updated"
                            : " was created")
                        + " and its alarm rule evaluates to "
                        + state);
    return new StoredAlarm.Status(state, reason, Optional.of(data(triggering)), now, now);
  }

  private static String data(List<StoredAlarm> triggering) {
    ObjectNode json = Trees.object();
    ArrayNode alarms = json.putArray("triggeringAlarms");
    for (StoredAlarm child : triggering) {
      ObjectNode one = alarms.addObject().put("arn", child.alarm().arn());
      one.putObject("state")
          .put("value", child.status().value().name())
          .put("timestamp", Stamp.json(child.status().transitioned()));
    }
    return json.toString();
  }
}
