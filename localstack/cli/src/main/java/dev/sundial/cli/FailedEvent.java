package dev.sundial.cli;

import dev.sundial.json.InvalidDocumentException;
import dev.sundial.json.JsonReader;
import dev.sundial.json.JsonWriter;
import dev.sundial.json.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * An event that ended in a failure queue.
 *
 * @param of whose: a model's name, or {@code slack}
 * @param kind which of the two layers gave up
 * @param queueUrl where it lies
 * @param message the message; its receipt handle is good for a moment only
 */
record FailedEvent(String of, Kind kind, String queueUrl, Message message) {
  /** Whose a message is that did not reach Slack. */
  static final String SLACK = "slack";

  /** Which layer of retry gave up. */
  enum Kind {
    /** The scheduler could not deliver: the body is the input, the reason is in the attributes. */
    DELIVERY,
    /** Lambda gave up: the body is the envelope of an asynchronous invocation. */
    TRAINING,
    /**
     * A message did not reach Slack: the body is such an envelope, or the event itself where it
     * could not be handed to the function.
     */
    NOTICE
  }

  String id() {
    return message.messageId();
  }

  /** One line that says why. */
  String reason() {
    return switch (kind) {
      case DELIVERY -> undelivered();
      case TRAINING, NOTICE -> {
        if (field("requestContext").isEmpty()) {
          yield undelivered();
        }
        Map<String, Value> payload = fields(field("responsePayload"));
        String condition = text(fields(field("requestContext")).get("condition"));
        String why = text(payload.get("errorMessage"));
        yield why.isEmpty() ? condition : condition + ": " + why;
      }
    };
  }

  private String undelivered() {
    return attribute("ERROR_CODE").orElse("undeliverable")
        + attribute("ERROR_MESSAGE").map(text -> ": " + text).orElse("");
  }

  /** The event that was to be handled. */
  String input() {
    return switch (kind) {
      case DELIVERY -> message.body();
      case TRAINING -> field("requestPayload").map(JsonWriter::write).orElse("{}");
      case NOTICE ->
          field("requestContext").isPresent()
              ? field("requestPayload").map(JsonWriter::write).orElse("{}")
              : undeliveredNotice();
    };
  }

  /**
   * What could not be handed to the Slack function: an event of the bus as it is, a notification of
   * a topic as SNS would have handed it over.
   */
  private String undeliveredNotice() {
    boolean ofTopic =
        field("Type").map(FailedEvent::text).filter("Notification"::equals).isPresent();
    return ofTopic
        ? "{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":" + message.body() + "}]}"
        : message.body();
  }

  /** The same event; a training's asks that a rejected run be tried again. */
  String redriven() {
    if (kind == Kind.NOTICE) {
      return input();
    }
    try {
      if (JsonReader.read("event", input()) instanceof Value.Fields event) {
        Map<String, Object> again = new LinkedHashMap<>(event.fields());
        again.put("redrive", true);
        return JsonWriter.write(again);
      }
    } catch (InvalidDocumentException e) {
      // Not an object: it goes back as it is, and fails as it did.
    }
    return input();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id());
    json.put("model", of);
    json.put("kind", kind.name().toLowerCase(java.util.Locale.ROOT));
    json.put("reason", reason());
    json.put("input", input());
    Map<String, Object> attributes = new LinkedHashMap<>();
    message.messageAttributes().forEach((name, value) -> attributes.put(name, value.stringValue()));
    json.put("attributes", attributes);
    json.put("body", message.body());
    return json;
  }

  private Optional<String> attribute(String name) {
    return Optional.ofNullable(message.messageAttributes().get(name)).map(a -> a.stringValue());
  }

  private Optional<Value> field(String name) {
    try {
      return Optional.ofNullable(
          fields(Optional.of(JsonReader.read("message", message.body()))).get(name));
    } catch (InvalidDocumentException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Value> fields(Optional<Value> value) {
    return value.orElse(null) instanceof Value.Fields object ? object.fields() : Map.of();
  }

  private static String text(@org.jspecify.annotations.Nullable Value value) {
    return value instanceof Value.Text text ? text.text() : "";
  }
}
