package dev.sundial.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.wire.Operation;
import dev.sundial.local.wire.Trees;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of SQS in the query protocol, where lists and maps are flattened under names of their
 * own: {@code Attribute.1.Name} in, {@code <Attribute>} repeated out.
 */
final class SqsQuery {
  private static final String ENTRIES = "Entries";
  private static final String SUCCESSFUL = "Successful";

  /** Flattened list to the list's name in JSON. */
  private static final Map<String, String> LISTS =
      Map.of(
          "AttributeName", "AttributeNames",
          "MessageAttributeName", "MessageAttributeNames",
          "MessageSystemAttributeName", "MessageSystemAttributeNames",
          "TagKey", "TagKeys",
          "SendMessageBatchRequestEntry", ENTRIES,
          "DeleteMessageBatchRequestEntry", ENTRIES,
          "ChangeMessageVisibilityBatchRequestEntry", ENTRIES);

  /** Flattened map to the map's name in JSON. */
  private static final Map<String, String> MAPS =
      Map.of(
          "Attribute", "Attributes",
          "MessageAttribute", "MessageAttributes",
          "MessageSystemAttribute", "MessageSystemAttributes",
          "Tag", "Tags");

  private SqsQuery() {}

  static Map<String, Operation> wrap(Map<String, Operation> operations) {
    Map<String, Operation> wrapped = new LinkedHashMap<>();
    operations.forEach((name, operation) -> wrapped.put(name, wrap(name, operation)));
    return wrapped;
  }

  private static Operation wrap(String name, Operation operation) {
    return (input, request) -> {
      if (request.headers().has("X-Amz-Target")) {
        return operation.apply(input, request);
      }
      ObjectNode plain = input(input);
      if (name.equals("CreateQueue") && plain.has("Tags")) {
        plain.set("tags", plain.remove("Tags"));
      }
      return output(name, operation.apply(plain, request));
    };
  }

  private static ObjectNode input(ObjectNode flat) {
    ObjectNode plain = Trees.object();
    flat.properties()
        .forEach(
            member -> {
              String name = member.getKey();
              JsonNode value = member.getValue();
              if (LISTS.containsKey(name)) {
                plain.set(LISTS.get(name), list(value));
              } else if (MAPS.containsKey(name)) {
                plain.set(MAPS.get(name), map(value));
              } else {
                plain.set(name, value);
              }
            });
    return plain;
  }

  private static ArrayNode list(JsonNode values) {
    ArrayNode list = Trees.object().arrayNode();
    values.forEach(value -> list.add(value instanceof ObjectNode object ? input(object) : value));
    return list;
  }

  private static ObjectNode map(JsonNode pairs) {
    ObjectNode map = Trees.object();
    pairs.forEach(
        pair -> {
          String key = pair.hasNonNull("Name") ? "Name" : "Key";
          map.set(pair.path(key).asText(), pair.path("Value"));
        });
    return map;
  }

  private static @Nullable JsonNode output(String operation, @Nullable JsonNode output) {
    if (!(output instanceof ObjectNode object)) {
      return output;
    }
    ObjectNode flat = Trees.object();
    object
        .properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              switch (member.getKey()) {
                case "QueueUrls", "queueUrls" -> flat.set("QueueUrl[]", value);
                case "Attributes" -> flat.set("Attribute[]", pairs(value, "Name"));
                case "MessageAttributes" -> flat.set("MessageAttribute[]", pairs(value, "Name"));
                case "Tags" -> flat.set("Tag[]", pairs(value, "Key"));
                case SUCCESSFUL -> flat.set(operation + "ResultEntry[]", value);
                case "Failed" -> flat.set("BatchResultErrorEntry[]", value);
                case "Messages" -> flat.set("Message[]", messages(value));
                default -> flat.set(member.getKey(), value);
              }
            });
    return flat;
  }

  private static ArrayNode messages(JsonNode messages) {
    ArrayNode list = Trees.object().arrayNode();
    messages.forEach(message -> list.add(output("ReceiveMessage", message)));
    return list;
  }

  private static ArrayNode pairs(JsonNode map, String keyName) {
    ArrayNode pairs = Trees.object().arrayNode();
    map.properties()
        .forEach(
            entry -> {
              ObjectNode pair = pairs.addObject();
              pair.put(keyName, entry.getKey());
              pair.set("Value", entry.getValue());
            });
    return pairs;
  }
}
