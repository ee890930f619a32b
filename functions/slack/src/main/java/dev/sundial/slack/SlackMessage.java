package dev.sundial.slack;

import dev.sundial.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message of blocks, with a bar in a colour at its side.
 *
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks">Block Kit</a>
 */
final class SlackMessage {
  private static final int MOST_FIELDS = 10;
  private static final int LONGEST_PLAIN = 4_000;

  /** What a message means at a glance. */
  enum Colour {
    RED("#c4314b", ":red_circle:"),
    AMBER("#e8a317", ":large_orange_circle:"),
    GREEN("#2e8b57", ":large_green_circle:"),
    GREY("#8a8a8a", ":white_circle:");

    private final String code;
    private final String light;

    Colour(String code, String light) {
      this.code = code;
      this.light = light;
    }
  }

  private final Colour colour;
  private final String title;
  private final List<Map<String, Object>> blocks = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();

  SlackMessage(Colour colour, String title) {
    this.colour = colour;
    this.title = title.isBlank() ? "A message" : title.strip().replaceAll("\\s+", " ");
  }

  /** Facts side by side, such as {@code Model} and {@code iris}; empty ones are left out. */
  SlackMessage facts(Map<String, String> facts) {
    List<Map<String, Object>> fields = new ArrayList<>();
    facts.forEach(
        (name, value) -> {
          if (!value.isBlank() && fields.size() < MOST_FIELDS) {
            String head = "*" + Mrkdwn.escaped(name) + "*\n";
            fields.add(mrkdwn(head + Mrkdwn.fitted(value, Mrkdwn.FIELD - head.length())));
            words.append('\n').append(name).append(": ").append(value);
          }
        });
    if (!fields.isEmpty()) {
      Map<String, Object> block = block("section");
      block.put("fields", fields);
      blocks.add(block);
    }
    return this;
  }

  /** A paragraph in Slack's Markdown; an empty one is left out. */
  SlackMessage text(String text) {
    if (!text.isBlank()) {
      words.append('\n').append(text);
      section(Mrkdwn.fitted(text, Mrkdwn.SECTION));
    }
    return this;
  }

  /** A paragraph as somebody else wrote it. */
  SlackMessage verbatim(String text) {
    if (!text.isBlank()) {
      words.append('\n').append(text);
      String fence = "```";
      section(fence + Mrkdwn.fitted(text.replace(fence, "'''"), Mrkdwn.SECTION - 6) + fence);
    }
    return this;
  }

  /** Where to read on, by the words of each link. */
  SlackMessage links(Map<String, String> links) {
    List<String> all = new ArrayList<>();
    links.forEach((label, url) -> all.add(Mrkdwn.link(url, label)));
    if (!all.isEmpty()) {
      section(String.join("  ·  ", all));
    }
    return this;
  }

  /** Tells copies of a message apart from news. */
  SlackMessage id(String id) {
    Map<String, Object> context = block("context");
    context.put("elements", List.of(mrkdwn(Mrkdwn.fitted("id " + id, Mrkdwn.FIELD))));
    blocks.add(context);
    words.append("\nid ").append(id);
    return this;
  }

  /** What a webhook takes. */
  String toJson() {
    Map<String, Object> header = block("header");
    header.put("text", text("plain_text", Mrkdwn.plain(headline(), Mrkdwn.HEADER)));
    Map<String, Object> attachment = new LinkedHashMap<>();
    attachment.put("color", colour.code);
    attachment.put("blocks", blocks);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("text", Mrkdwn.fitted(headline(), Mrkdwn.SECTION));
    message.put("blocks", List.of(header));
    message.put("attachments", List.of(attachment));
    return JsonWriter.write(message);
  }

  /** The same as text alone, for when its blocks are not taken. */
  String toPlainJson() {
    return JsonWriter.write(Map.of("text", Mrkdwn.fitted(headline() + words, LONGEST_PLAIN)));
  }

  private String headline() {
    return colour.light + " " + title;
  }

  private void section(String mrkdwn) {
    Map<String, Object> block = block("section");
    block.put("text", mrkdwn(mrkdwn));
    blocks.add(block);
  }

  private static Map<String, Object> block(String type) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", type);
    return block;
  }

  private static Map<String, Object> mrkdwn(String text) {
    return text("mrkdwn", text);
  }

  private static Map<String, Object> text(String type, String text) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", type);
    object.put("text", text);
    return object;
  }
}
