package dev.sundial.slack;

import dev.sundial.json.Form;
import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import dev.sundial.lifecycle.LifecycleEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what the function was invoked with: messages of SNS, or an event of EventBridge. Nothing is
 * dropped for being unknown: what no reader understands is told as text.
 */
final class Incoming {
  private final AlarmReader alarms;

  Incoming(AlarmReader alarms) {
    this.alarms = alarms;
  }

  /**
   * @param invocationId names what brings no id of its own
   */
  List<Notice> read(byte[] event, String invocationId) {
    Form form;
    try {
      form = Form.of(JsonReader.read("event", event), new Form.Problems());
    } catch (InvalidDocumentException e) {
      return List.of(plain(invocationId, "", new String(event, StandardCharsets.UTF_8)));
    }
    List<Value> records = form.items("Records");
    if (records.isEmpty()) {
      return List.of(
          lifecycle(form)
              .orElseGet(() -> plain(invocationId, "", new String(event, StandardCharsets.UTF_8))));
    }
    List<Notice> notices = new ArrayList<>();
    for (Value record : records) {
      notices.add(message(record, invocationId + "-" + notices.size()));
    }
    return notices;
  }

  private Notice message(Value record, String id) {
    Form.Problems problems = new Form.Problems();
    Optional<Form> sns = Form.of(record, problems).object("Sns");
    Optional<String> message = sns.flatMap(fields -> fields.optionalText("Message"));
    if (sns.isEmpty() || message.isEmpty()) {
      return plain(id, "", JsonWriter.write(record));
    }
    String subject = sns.get().text("Subject", "");
    String messageId = sns.get().text("MessageId", id);
    return ours(message.get()).orElseGet(() -> plain(messageId, subject, message.get()));
  }

  private Optional<Notice> ours(String message) {
    Form form;
    try {
      Value value = JsonReader.read("message", message);
      if (!(value instanceof Value.Fields)) {
        return Optional.empty();
      }
      form = Form.of(value, new Form.Problems());
    } catch (InvalidDocumentException e) {
      return Optional.empty();
    }
    return whole(
        form,
        switch (form.text("sundial", "")) {
          case "digest" -> Optional.of(digest(form));
          case "test" ->
              Optional.of(
                  new Notice.Test(
                      form.text("id"), form.text("stage"), form.text("at"), form.text("by", "")));
          default -> alarms.read(form);
        });
  }

  /** A form with anything missing or of another type is no message of that kind. */
  private static Optional<Notice> whole(Form form, Optional<? extends Notice> read) {
    return form.problems().isEmpty() ? read.map(notice -> notice) : Optional.empty();
  }

  private static Notice digest(Form form) {
    List<Notice.Red> red = new ArrayList<>();
    for (Value item : form.items("red")) {
      Form one = Form.of(item, form.problems());
      red.add(new Notice.Red(one.text("alarm"), one.text("since"), one.text("reason", "")));
    }
    return new Notice.Digest(
        form.text("id"),
        form.text("stage"),
        form.text("at"),
        red,
        form.whole("more", 0, 0, Integer.MAX_VALUE));
  }

  private static Optional<Notice> lifecycle(Form event) {
    if (!event.text("source", "").equals(LifecycleEvent.SOURCE)) {
      return Optional.empty();
    }
    String type = event.text("detail-type", "");
    return event
        .object("detail")
        .flatMap(detail -> whole(event, LifecycleReader.read(type, detail)));
  }

  private static Notice plain(String id, String title, String text) {
    return new Notice.Plain(id, title, text);
  }
}
