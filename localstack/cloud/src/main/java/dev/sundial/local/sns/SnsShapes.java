package dev.sundial.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.AwsError;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.TagKeys;
import dev.sundial.local.wire.Trees;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The shapes of SNS in the query protocol: maps come as lists of {@code entry}. */
final class SnsShapes {
  private static final String ENTRY = "entry";

  private SnsShapes() {}

  /**
   * A required text.
   *
   * @throws AwsError {@code InvalidParameter} without it
   */
  static String required(ObjectNode input, String name) {
    JsonNode value = input.path(name);
    if (!value.isTextual() || value.asText().isEmpty()) {
      throw SnsErrors.invalid(name);
    }
    return value.asText();
  }

  /** A map of texts; absent reads as empty. */
  static Map<String, String> map(ObjectNode input, String name) {
    Map<String, String> map = new TreeMap<>();
    input
        .path(name)
        .path(ENTRY)
        .forEach(pair -> map.put(pair.path("key").asText(), pair.path("value").asText()));
    return map;
  }

  static ObjectNode map(Map<String, String> texts) {
    ObjectNode map = Trees.map();
    texts.forEach(map::put);
    return map;
  }

  /**
   * Tags that a user gives.
   *
   * @throws AwsError {@code InvalidParameter} when a key is AWS's own
   */
  static Map<String, String> tags(ObjectNode input) {
    Map<String, String> tags = new TreeMap<>();
    input
        .path("Tags")
        .forEach(tag -> tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    TagKeys.problem(tags.keySet())
        .ifPresent(
            why -> {
              throw SnsErrors.invalid("Tags Reason: " + why);
            });
    return tags;
  }

  static ArrayNode tags(Map<String, String> tags) {
    ArrayNode list = Trees.object().arrayNode();
    tags.forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
    return list;
  }

  /**
   * Attributes of a message: {@code MessageAttributes.entry.N.Name} and {@code .Value.DataType}.
   */
  static Map<String, NotificationAttribute> attributes(ObjectNode input) {
    Map<String, NotificationAttribute> attributes = new TreeMap<>();
    for (JsonNode pair : input.path("MessageAttributes").path(ENTRY)) {
      String name = pair.path("Name").asText();
      if (!(pair.path("Value") instanceof ObjectNode value)) {
        throw new AwsError(
            400, "ParameterValueInvalid", "The message attribute '" + name + "' has no value.");
      }
      Operations.refuseOthers(
          "MessageAttributes", value, Set.of("DataType", "StringValue", "BinaryValue"));
      String type = value.path("DataType").asText();
      boolean binary = type.startsWith("Binary");
      String text = value.path(binary ? "BinaryValue" : "StringValue").asText("");
      if (binary) {
        checkBase64(name, text);
      }
      attributes.put(name, new NotificationAttribute(type, text));
    }
    return attributes;
  }

  private static void checkBase64(String name, String text) {
    try {
      Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new AwsError(
          400,
          "ParameterValueInvalid",
          "The message attribute '" + name + "' has a value that is not Base64.");
    }
  }

  static ObjectNode subscription(StoredSubscription subscription) {
    return Trees.object()
        .put(
            "SubscriptionArn",
            subscription.confirmed() ? subscription.arn() : "PendingConfirmation")
        .put("Owner", dev.sundial.local.endpoint.Account.ID)
        .put("Protocol", subscription.protocol().id())
        .put("Endpoint", subscription.endpoint())
        .put("TopicArn", subscription.topicArn());
  }
}
