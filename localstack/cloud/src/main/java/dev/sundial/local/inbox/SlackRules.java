package dev.sundial.local.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * What Slack takes as a message.
 *
 * @see <a href="https://api.slack.com/messaging/webhooks#handling_errors">Handling errors</a>
 * @see <a href="https://api.slack.com/reference/block-kit/blocks">Blocks</a>
 */
final class SlackRules {
  private static final int MOST_BLOCKS = 50;
  private static final int MOST_ATTACHMENTS = 100;
  private static final int MOST_FIELDS = 10;
  private static final int MOST_CONTEXT = 10;
  private static final int MOST_ACTIONS = 25;
  private static final int SECTION = 3_000;
  private static final int FIELD = 2_000;
  private static final int HEADER = 150;
  private static final int BUTTON = 75;
  private static final int URL = 3_000;
  private static final int ID = 255;

  /** Kinds that Slack knows; what is in them is not looked at. */
  private static final Set<String> UNCHECKED =
      Set.of("rich_text", "video", "file", "markdown", "table");

  private SlackRules() {}

  /** Why a message is refused. */
  record Refusal(String code, String why) {}

  static Optional<Refusal> refusal(JsonNode message) {
    if (!message.isObject()) {
      return refuse("invalid_payload", "the payload must be an object");
    }
    JsonNode text = message.path("text");
    JsonNode blocks = message.path("blocks");
    JsonNode attachments = message.path("attachments");
    if (!text.isMissingNode() && !text.isNull() && !text.isTextual()) {
      return refuse("invalid_payload", "text must be a text");
    }
    if (text.asText("").isBlank() && blocks.isEmpty() && attachments.isEmpty()) {
      return refuse("no_text", "there is neither text nor blocks nor attachments");
    }
    if (attachments.size() > MOST_ATTACHMENTS) {
      return refuse("too_many_attachments", "at most 100, there are " + attachments.size());
    }
    Optional<String> wrong = wrongBlocks(blocks);
    for (JsonNode attachment : attachments) {
      wrong = wrong.or(() -> wrongBlocks(attachment.path("blocks")));
    }
    return wrong.map(why -> new Refusal("invalid_blocks", why));
  }

  private static Optional<Refusal> refuse(String code, String why) {
    return Optional.of(new Refusal(code, why));
  }

  private static Optional<String> wrongBlocks(JsonNode blocks) {
    if (blocks.isMissingNode() || blocks.isNull()) {
      return Optional.empty();
    }
    if (!blocks.isArray()) {
      return Optional.of("blocks must be a list");
    }
    if (blocks.size() > MOST_BLOCKS) {
      return Optional.of("at most 50 blocks, there are " + blocks.size());
    }
    for (int i = 0; i < blocks.size(); i++) {
      String where = "blocks[" + i + "]";
      Optional<String> wrong = wrongBlock(blocks.get(i)).map(why -> where + " " + why);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> wrongBlock(JsonNode block) {
    if (block.path("block_id").asText("").length() > ID) {
      return Optional.of("has a block_id of more than 255 characters");
    }
    String type = block.path("type").asText("");
    return switch (type) {
      case "divider" -> Optional.empty();
      case "header" ->
          block.at("/text/type").asText().equals("plain_text")
              ? text(block.path("text"), HEADER)
              : Optional.of("must have a plain_text");
      case "section" -> wrongSection(block);
      case "context" -> wrongContext(block.path("elements"));
      case "actions" -> wrongActions(block.path("elements"));
      case "image" -> wrongImage(block);
      default ->
          UNCHECKED.contains(type)
              ? Optional.empty()
              : Optional.of("is of no kind that Slack knows: " + type);
    };
  }

  private static Optional<String> wrongSection(JsonNode block) {
    JsonNode fields = block.path("fields");
    if (block.path("text").isMissingNode() && fields.isEmpty()) {
      return Optional.of("has neither text nor fields");
    }
    Optional<String> wrong =
        block.path("text").isMissingNode() ? Optional.empty() : text(block.path("text"), SECTION);
    if (fields.size() > MOST_FIELDS) {
      return Optional.of("has " + fields.size() + " fields, at most 10");
    }
    for (JsonNode field : fields) {
      wrong = wrong.or(() -> text(field, FIELD));
    }
    return wrong.or(() -> accessory(block.path("accessory")));
  }

  private static Optional<String> accessory(JsonNode accessory) {
    return switch (accessory.path("type").asText("")) {
      case "button" -> wrongButton(accessory);
      case "image" -> wrongImage(accessory);
      default -> Optional.empty();
    };
  }

  private static Optional<String> wrongContext(JsonNode elements) {
    if (elements.isEmpty() || elements.size() > MOST_CONTEXT) {
      return Optional.of("must have 1 to 10 elements, has " + elements.size());
    }
    Optional<String> wrong = Optional.empty();
    for (JsonNode element : elements) {
      boolean image = element.path("type").asText().equals("image");
      wrong = wrong.or(() -> image ? wrongImage(element) : text(element, FIELD));
    }
    return wrong;
  }

  private static Optional<String> wrongActions(JsonNode elements) {
    if (elements.isEmpty() || elements.size() > MOST_ACTIONS) {
      return Optional.of("must have 1 to 25 elements, has " + elements.size());
    }
    Optional<String> wrong = Optional.empty();
    for (JsonNode element : elements) {
      if (element.path("type").asText().equals("button")) {
        wrong = wrong.or(() -> wrongButton(element));
      }
    }
    return wrong;
  }

  private static Optional<String> wrongButton(JsonNode button) {
    if (button.path("url").asText("").length() > URL) {
      return Optional.of("has an url of more than 3000 characters");
    }
    if (button.path("action_id").asText("").length() > ID) {
      return Optional.of("has an action_id of more than 255 characters");
    }
    return button.at("/text/type").asText().equals("plain_text")
        ? text(button.path("text"), BUTTON)
        : Optional.of("must have a plain_text");
  }

  private static Optional<String> wrongImage(JsonNode image) {
    boolean addressed = image.hasNonNull("image_url") || image.hasNonNull("slack_file");
    return addressed && image.path("alt_text").isTextual()
        ? Optional.empty()
        : Optional.of("must have image_url and alt_text");
  }

  private static Optional<String> text(JsonNode object, int most) {
    String type = object.path("type").asText("");
    if (!type.equals("mrkdwn") && !type.equals("plain_text")) {
      return Optional.of("must have a text of type mrkdwn or plain_text");
    }
    if (!object.path("text").isTextual() || object.path("text").asText().isEmpty()) {
      return Optional.of("has an empty text");
    }
    int length = object.path("text").asText().length();
    return length > most
        ? Optional.of("has a text of " + length + " characters, at most " + most)
        : Optional.empty();
  }
}
