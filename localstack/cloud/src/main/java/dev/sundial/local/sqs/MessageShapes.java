package dev.sundial.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.endpoint.Account;
import dev.sundial.local.wire.Operations;
import dev.sundial.local.wire.Trees;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Messages between their JSON shapes and records. */
final class MessageShapes {
  private static final Set<String> VALUE_MEMBERS =
      Set.of("DataType", "StringValue", "BinaryValue", "StringListValues", "BinaryListValues");
  private static final String TRACE_HEADER = "AWSTraceHeader";

  private MessageShapes() {}

  /** Reads what SendMessage and an entry of its batch have in common. */
  static NewMessage newMessage(ObjectNode input) {
    JsonNode body = input.get("MessageBody");
    if (body == null || body.isNull()) {
      throw SqsErrors.missing("MessageBody");
    }
    Integer delay =
        input.hasNonNull("DelaySeconds") ? Trees.integer(input, "DelaySeconds", 0) : null;
    Map<String, MessageAttribute> system = attributes(input.get("MessageSystemAttributes"));
    system.keySet().stream()
        .filter(name -> !name.equals(TRACE_HEADER))
        .findFirst()
        .ifPresent(
            name -> {
              throw SqsErrors.invalid("Message system attribute name '" + name + "' is invalid.");
            });
    MessageAttribute trace = system.get(TRACE_HEADER);
    return new NewMessage(
        body.asText(),
        attributes(input.get("MessageAttributes")),
        delay,
        trace == null ? null : trace.text(),
        Account.ID);
  }

  private static Map<String, MessageAttribute> attributes(@Nullable JsonNode node) {
    Map<String, MessageAttribute> attributes = new TreeMap<>();
    if (node != null && node.isObject()) {
      node.properties()
          .forEach(entry -> attributes.put(entry.getKey(), attribute(entry.getValue())));
    }
    return attributes;
  }

  private static MessageAttribute attribute(JsonNode value) {
    if (!(value instanceof ObjectNode object)) {
      throw SqsErrors.invalid("A message attribute must be an object");
    }
    Operations.refuseOthers("MessageAttributeValue", object, VALUE_MEMBERS);
    if (hasItems(object, "StringListValues") || hasItems(object, "BinaryListValues")) {
      throw SqsErrors.of(
          "UnsupportedOperation", "Message attribute list values are not supported.");
    }
    JsonNode text = object.get("StringValue");
    JsonNode binary = object.get("BinaryValue");
    return new MessageAttribute(
        Trees.text(object, "DataType", ""),
        text == null || text.isNull() ? null : text.asText(),
        binary == null || binary.isNull() ? null : bytes(binary));
  }

  private static boolean hasItems(ObjectNode object, String name) {
    return object.path(name).size() > 0;
  }

  private static byte[] bytes(JsonNode base64) {
    try {
      return base64.binaryValue();
    } catch (IOException e) {
      throw SqsErrors.invalid("A binary value must be base64");
    }
  }

  static ObjectNode sent(StoredMessage message) {
    ObjectNode output = Trees.object();
    output.put("MessageId", message.id());
    output.put("MD5OfMessageBody", Md5.of(message.body()));
    if (!message.attributes().isEmpty()) {
      output.put("MD5OfMessageAttributes", Md5.of(message.attributes()));
    }
    if (message.traceHeader() != null) {
      output.put(
          "MD5OfMessageSystemAttributes",
          Md5.of(Map.of(TRACE_HEADER, MessageAttribute.text(message.traceHeader()))));
    }
    return output;
  }

  static ObjectNode received(Received received, Wanted system, Wanted attributes) {
    StoredMessage message = received.message();
    ObjectNode output = Trees.object();
    output.put("MessageId", message.id());
    output.put("ReceiptHandle", received.handle().encoded());
    output.put("MD5OfBody", Md5.of(message.body()));
    output.put("Body", message.body());
    ObjectNode systemNode = Trees.object();
    systemAttributes(received).forEach((name, value) -> put(systemNode, system, name, value));
    if (!systemNode.isEmpty()) {
      output.set("Attributes", systemNode);
    }
    Map<String, MessageAttribute> wanted = new LinkedHashMap<>();
    message
        .attributes()
        .forEach(
            (n, a) -> {
              if (attributes.includes(n)) {
                wanted.put(n, a);
              }
            });
    if (!wanted.isEmpty()) {
      output.put("MD5OfMessageAttributes", Md5.of(wanted));
      ObjectNode node = output.putObject("MessageAttributes");
      wanted.forEach((name, attribute) -> node.set(name, attribute(attribute)));
    }
    return output;
  }

  private static void put(ObjectNode node, Wanted wanted, String name, @Nullable String value) {
    if (value != null && wanted.includes(name)) {
      node.put(name, value);
    }
  }

  private static Map<String, @Nullable String> systemAttributes(Received received) {
    StoredMessage message = received.message();
    Visibility visibility = received.visibility();
    Map<String, @Nullable String> all = new LinkedHashMap<>();
    all.put("SenderId", message.sender());
    all.put("SentTimestamp", Long.toString(message.sent().toEpochMilli()));
    all.put("ApproximateReceiveCount", Integer.toString(visibility.receives()));
    if (visibility.firstReceived() != null) {
      all.put(
          "ApproximateFirstReceiveTimestamp",
          Long.toString(visibility.firstReceived().toEpochMilli()));
    }
    all.put(TRACE_HEADER, message.traceHeader());
    all.put("DeadLetterQueueSourceArn", message.deadLetterSource());
    return all;
  }

  private static ObjectNode attribute(MessageAttribute attribute) {
    ObjectNode node = Trees.object();
    if (attribute.text() != null) {
      node.put("StringValue", attribute.text());
    }
    if (attribute.binary() != null) {
      node.put("BinaryValue", Base64.getEncoder().encodeToString(attribute.binary()));
    }
    return node.put("DataType", attribute.dataType());
  }
}
