package dev.sundial.local.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sundial.local.endpoint.Headers;
import dev.sundial.local.inbox.SlackInbox;
import dev.sundial.local.inbox.SlackMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was posted to the Slack webhook, drawn as Slack shows it; the newest first. */
final class SlackPage implements Page {
  private static final int SHOWN = 100;
  private static final int MOST = 5_000;

  private final SlackInbox inbox;

  SlackPage(SlackInbox inbox) {
    this.inbox = inbox;
  }

  record MessageJson(
      String id, Instant at, int status, String outcome, String note, Object message) {}

  @Override
  public Optional<View> view(String rest, Headers query) {
    if (!rest.isEmpty()) {
      return Optional.empty();
    }
    int limit = Page.number(query, "limit", SHOWN, MOST);
    List<MessageJson> json = new ArrayList<>();
    List<Html> drawn = new ArrayList<>();
    for (SlackMessage message : inbox.newest(limit)) {
      Optional<JsonNode> body = parsed(message.body());
      json.add(
          new MessageJson(
              message.id(),
              message.at(),
              message.status(),
              message.outcome(),
              message.note(),
              body.<Object>map(node -> node).orElse(message.body())));
      drawn.add(drawn(message, body));
    }
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("webhook", inbox.maskedWebhook());
    whole.put("total", inbox.size());
    whole.put("messages", json);
    Html note =
        Html.element(
                "p",
                Html.text("What was posted to "),
                Show.code(inbox.maskedWebhook()),
                Html.text(", the newest first. Its last part is a secret and on no page."))
            .with("class", "note");
    Html body =
        Html.many(
            note,
            drawn.isEmpty()
                ? Html.element("p", "Nothing yet.").with("class", "empty")
                : Html.element("div", drawn).with("class", "slack"));
    return Optional.of(new View("Slack", whole, body));
  }

  private static Optional<JsonNode> parsed(String body) {
    try {
      return Optional.ofNullable(Answers.STRICT.readTree(body)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Html drawn(SlackMessage message, Optional<JsonNode> body) {
    Html who =
        Html.element(
                "p",
                Html.element("strong", "Sundial"),
                Html.element("span", "APP").with("class", "app"),
                Show.time(message.at()),
                message.isShown()
                    ? Html.nothing()
                    : Show.badge(message.status() + " " + message.outcome(), Show.Mood.BAD))
            .with("class", "who");
    Html content =
        message.isShown() && body.isPresent()
            ? SlackBlocks.message(body.get())
            : Html.many(
                Html.element("p", "Not shown in Slack. " + message.note()).with("class", "note"),
                Show.fold("What was posted", Show.document(message.body())));
    return Html.element(
            "article",
            Html.element("span", "S").with("class", "icon"),
            Html.element("div", who, content).with("class", "said"))
        .with("class", message.isShown() ? "message" : "message refused");
  }
}
