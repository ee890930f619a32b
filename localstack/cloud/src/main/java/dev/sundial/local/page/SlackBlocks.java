package dev.sundial.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Draws a message as Slack shows it: blocks, or the text without any, then attachments. */
final class SlackBlocks {
  private static final String NEUTRAL = "#9a9a9a";

  private SlackBlocks() {}

  static Html message(JsonNode message) {
    List<Html> pieces = new ArrayList<>();
    pieces.add(body(message));
    message.path("attachments").forEach(one -> pieces.add(attachment(one)));
    return new Html.Many(pieces);
  }

  private static Html body(JsonNode message) {
    if (!message.path("blocks").isEmpty()) {
      return blocks(message.path("blocks"));
    }
    String text = message.path("text").asText("");
    return text.isEmpty() ? Html.nothing() : paragraph(Mrkdwn.html(text));
  }

  private static Html blocks(JsonNode blocks) {
    List<Html> pieces = new ArrayList<>();
    blocks.forEach(block -> pieces.add(block(block)));
    return new Html.Many(pieces);
  }

  private static Html block(JsonNode block) {
    return switch (block.path("type").asText("")) {
      case "header" -> Html.element("h3", text(block.path("text")));
      case "divider" -> Html.element("hr");
      case "section" -> section(block);
      case "context" -> context(block.path("elements"));
      case "actions" -> actions(block.path("elements"));
      case "image" -> image(block);
      default -> Show.block(block.toPrettyString());
    };
  }

  private static Html section(JsonNode block) {
    List<Html> pieces = new ArrayList<>();
    if (block.has("text")) {
      pieces.add(paragraph(text(block.path("text"))));
    }
    if (!block.path("fields").isEmpty()) {
      List<Html> fields = new ArrayList<>();
      block.path("fields").forEach(field -> fields.add(paragraph(text(field))));
      pieces.add(Html.element("div", fields).with("class", "fields"));
    }
    if (block.path("accessory").path("type").asText().equals("button")) {
      pieces.add(Html.element("div", button(block.path("accessory"))).with("class", "actions"));
    }
    return new Html.Many(pieces);
  }

  private static Html context(JsonNode elements) {
    List<Html> pieces = new ArrayList<>();
    for (JsonNode element : elements) {
      pieces.add(
          Html.element(
              "span",
              element.path("type").asText().equals("image") ? image(element) : text(element)));
    }
    return Html.element("div", pieces).with("class", "context");
  }

  private static Html actions(JsonNode elements) {
    List<Html> pieces = new ArrayList<>();
    elements.forEach(element -> pieces.add(button(element)));
    return Html.element("div", pieces).with("class", "actions");
  }

  private static Html button(JsonNode element) {
    String style = "button " + element.path("style").asText("plain").replaceAll("[^a-z]", "");
    String label = element.at("/text/text").asText(element.path("type").asText());
    String url = element.path("url").asText("");
    return Html.isOutside(url)
        ? Html.outside(url, label).with("class", style)
        : Html.element("span", label).with("class", style);
  }

  /** Pictures lie elsewhere; a page here fetches nothing. */
  private static Html image(JsonNode image) {
    String url = image.path("image_url").asText("");
    String label = image.path("alt_text").asText("image");
    return Html.isOutside(url) ? Html.outside(url, label) : Html.text(label);
  }

  private static Html attachment(JsonNode attachment) {
    List<Html> pieces = new ArrayList<>();
    String pretext = attachment.path("pretext").asText("");
    if (!attachment.path("title").asText("").isEmpty()) {
      String link = attachment.path("title_link").asText("");
      String title = attachment.path("title").asText();
      pieces.add(
          Html.element("h3", Html.isOutside(link) ? Html.outside(link, title) : Html.text(title)));
    }
    pieces.add(body(attachment));
    for (JsonNode field : attachment.path("fields")) {
      pieces.add(
          Html.element(
              "p",
              Html.element("strong", field.path("title").asText()),
              Html.text(" "),
              Mrkdwn.html(field.path("value").asText())));
    }
    if (!attachment.path("footer").asText("").isEmpty()) {
      pieces.add(
          Html.element("div", Mrkdwn.html(attachment.path("footer").asText()))
              .with("class", "context"));
    }
    return Html.many(
        pretext.isEmpty() ? Html.nothing() : paragraph(Mrkdwn.html(pretext)),
        Html.element(
                "div",
                bar(attachment.path("color").asText("")),
                Html.element("div", pieces).with("class", "inside"))
            .with("class", "attachment"));
  }

  private static Html bar(String color) {
    String fill =
        switch (color) {
          case "good" -> "#2eb67d";
          case "warning" -> "#ecb22e";
          case "danger" -> "#e01e5a";
          default -> {
            String hex = color.startsWith("#") ? color : "#" + color;
            yield Html.isColor(hex) ? hex : NEUTRAL;
          }
        };
    return Html.element(
            "svg",
            Html.element("rect").with("width", "4").with("height", "100%").with("fill", fill))
        .with("class", "bar");
  }

  private static Html text(JsonNode object) {
    String text = object.path("text").asText("");
    return object.path("type").asText().equals("mrkdwn")
        ? Mrkdwn.html(text)
        : Mrkdwn.plainText(text);
  }

  private static Html paragraph(Html inside) {
    return Html.element("div", inside).with("class", "text");
  }
}
