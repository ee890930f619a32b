package dev.sundial.local.alarms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.events.BusEvent;
import dev.sundial.local.wire.Trees;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells the world of a transition: the history, the default bus, and each action of the new state,
 * once. An action that fails shows in the history and nowhere else, as in AWS.
 */
final class Bell {
  private static final System.Logger LOG = System.getLogger(Bell.class.getName());

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

  /** Tells each of them; one that fails is logged and keeps nobody else from being told. */
  void ring(Transition transition) {
    StoredAlarm stored = transition.alarm();
    tell(
        transition,
        () -> note(stored, HistoryItem.STATE, summary(transition), HistoryData.state(transition)));
    tell(transition, () -> bus.accept(StateChangeEvent.of(transition)));
    tell(transition, () -> act(transition));
  }

  private static void tell(Transition transition, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "not all was told of a change of " + transition.alarm().name(), e);
    }
  }

  private void act(Transition transition) {
    Alarm.Settings settings = transition.alarm().alarm().settings();
    List<String> due = settings.actions(transition.after().value());
    if (!settings.actionsEnabled() || due.isEmpty()) {
      return;
    }
    String subject = Message.subject(transition);
    String message = Message.body(transition);
    for (String action : due) {
      tell(transition, () -> execute(transition, action, subject, message));
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
    } catch (RuntimeException e) {
      String error =
          e instanceof AwsError refusal ? refusal.text() : String.valueOf(e.getMessage());
      data.put("actionState", "Failed");
      data.put("error", error);
      summary = "Failed to execute action " + action + ". Received error: \"" + error + "\"";
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
