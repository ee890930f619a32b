package dev.sundial.local.alarms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.events.BusEvent;
import dev.sundial.local.wire.Trees;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells the world of a transition: the history, the default bus, and each action of the new state,
 * once. An action that fails shows in the history and nowhere else, as in AWS.
 */
final class Bell {
  private final History history;
  private final AlarmActions actions;
  private final Consumer<BusEvent> bus;
  private final Clock clock;

  Bell(History history, AlarmActions actions, Consumer<BusEvent> bus, Clock clock) {
    this.history = history;
    this.actions = actions;
    this.bus = bus;
    this.clock = clock;
  }

  void ring(Transition transition) {
    StoredAlarm stored = transition.alarm();
    note(stored, HistoryItem.STATE, summary(transition), HistoryData.state(transition));
    bus.accept(StateChangeEvent.of(transition));
    Alarm.Settings settings = stored.alarm().settings();
    List<String> due = settings.actions(transition.after().value());
    if (!settings.actionsEnabled() || due.isEmpty()) {
      return;
    }
    String subject = Message.subject(transition);
    String message = Message.body(transition);
    for (String action : due) {
      execute(transition, action, subject, message);
    }
  }

  private void execute(Transition transition, String action, String subject, String message) {
    ObjectNode data = Trees.object();
    data.put("actionState", "Succeeded");
    data.put("stateUpdateTimestamp", transition.after().transitioned().toEpochMilli());
    data.put("notificationResource", action);
    data.put("publishedMessage", message);
    String summary = "Successfully executed action " + action;
    try {
      actions.publish(action, transition.alarm().alarm().arn(), subject, message);
    } catch (AwsError e) {
      data.put("actionState", "Failed");
      data.put("error", e.text());
      summary = "Failed to execute action " + action + ". Received error: \"" + e.text() + "\"";
    }
    note(transition.alarm(), HistoryItem.ACTION, summary, data.toString());
  }

  private static String summary(Transition transition) {
    return "Alarm updated from "
        + transition.before().value()
        + " to "
        + transition.after().value();
  }

  void note(StoredAlarm alarm, String type, String summary, String data) {
    history.add(
        new HistoryItem(clock.instant(), alarm.name(), alarm.alarm().type(), type, summary, data));
  }
}
