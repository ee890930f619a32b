package dev.sundial.local.alarms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.wire.Trees;

/** The JSON of history items. */
final class HistoryData {
  private HistoryData() {}

  static String state(Transition transition) {
    ObjectNode data = Trees.object().put("version", "1.0");
    data.set("oldState", state(transition.before()));
    data.set("newState", state(transition.after()));
    return data.toString();
  }

  /**
   * Of a change by hand.
   *
   * @param type {@code Create}, {@code Update} or {@code Delete}
   */
  static String configuration(String type, StoredAlarm alarm) {
    ObjectNode data = Trees.object().put("version", "1.0").put("type", type);
    String member =
        switch (type) {
          case "Create" -> "createdAlarm";
          case "Delete" -> "deletedAlarm";
          default -> "updatedAlarm";
        };
    data.set(member, AlarmShapes.historical(alarm));
    return data.toString();
  }

  private static ObjectNode state(StoredAlarm.Status status) {
    ObjectNode state = Trees.object();
    state.put("stateValue", status.value().name());
    state.put("stateReason", status.reason());
    status.reasonData().flatMap(Trees::value).ifPresent(data -> state.set("stateReasonData", data));
    return state;
  }
}
