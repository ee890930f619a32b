package dev.sundial.local.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sundial.local.alarms.HistoryItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an alarm, as its page tells it.
 *
 * @param type {@code StateUpdate}, {@code Action} or {@code ConfigurationUpdate}
 * @param oldState of a change of state
 * @param newState of a change of state
 * @param reason of a change of state
 * @param target of an action
 * @param outcome of an action: {@code Succeeded} or {@code Failed}
 * @param error of an action that failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlarmEvent(
    Instant at,
    String type,
    String summary,
    @Nullable String oldState,
    @Nullable String newState,
    @Nullable String reason,
    @Nullable String target,
    @Nullable String outcome,
    @Nullable String error) {

  /** The newest of an alarm's, newest first. */
  static List<AlarmEvent> newest(
      List<Map.Entry<String, HistoryItem>> history, String alarm, int limit) {
    return history.reversed().stream()
        .map(Map.Entry::getValue)
        .filter(item -> item.alarmName().equals(alarm))
        .limit(limit)
        .map(AlarmEvent::of)
        .toList();
  }

  private static AlarmEvent of(HistoryItem item) {
    JsonNode data = data(item.data());
    return new AlarmEvent(
        item.at(),
        item.type(),
        item.summary(),
        text(data.at("/oldState/stateValue")),
        text(data.at("/newState/stateValue")),
        text(data.at("/newState/stateReason")),
        text(data.path("notificationResource")),
        text(data.path("actionState")),
        text(data.path("error")));
  }

  private static JsonNode data(String json) {
    try {
      return Answers.STRICT.readTree(json);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }

  static Html table(List<AlarmEvent> events) {
    Table table = new Table("Time", "What", "How");
    events.forEach(event -> table.row(Show.time(event.at()), event.what(), event.how()));
    return table.html("Nothing happened in the last 30 days.");
  }

  private Html what() {
    if (newState != null) {
      return Html.many(
          WidgetHtml.lamp(oldState),
          Html.text(" → "),
          WidgetHtml.lamp(newState),
          Html.text(" " + newState.replace('_', ' ')));
    }
    return switch (String.valueOf(outcome)) {
      case "Succeeded" -> Show.badge("told", Show.Mood.GOOD);
      case "Failed" -> Show.badge("not told", Show.Mood.BAD);
      default -> Html.text("declared");
    };
  }

  private Html how() {
    String text =
        reason != null
            ? Show.shortened(reason)
            : target != null
                ? Show.shortened(target) + (error == null ? "" : ": " + error)
                : summary;
    return Html.element("span", text).with("class", "remark").with("title", text);
  }
}
